# Shared by deploy/up and deploy/add-province: addresses, builds, and how each process is started and waited for. Sourced, not run.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 ASPNETCORE_ENVIRONMENT=Production
run=${BTXH_RUN:-$root/.run}
host=127.0.0.1
base=${BTXH_PORTS:-7000}          # the hub's HTTP port; the others are counted from it
hub_http=$base
hub_nodes=$((base + 443))
services_http=$((base + 90))
config=Release
hub_dll=NationalHub/bin/$config/net10.0/NationalHub.dll
node_dll=ProvinceNode/bin/$config/net10.0/ProvinceNode.dll
services_dll=tests/NationalServices/bin/$config/net10.0/NationalServices.dll
pids=()

say() { printf '%s\n' "$*"; }
step() { printf '→ %s\n' "$*"; }
fail() { printf '✗ %s\n' "$*" >&2; exit 1; }

node_port() { echo $((base + 10#$1)); }

# start <name> <command…>: in the background, its output in the log of that name.
start() {
    local name=$1; shift
    mkdir -p "$run/logs"
    "$@" >"$run/logs/$name.out" 2>&1 &
    pids+=("$!")
}

# free <port>: stops when something else listens there; its answers would be taken for ours.
free() {
    (exec 3<>"/dev/tcp/$host/$1") 2>/dev/null && fail "cổng $1 đang được dùng; dừng chương trình kia hoặc đặt BTXH_PORTS sang số khác, ví dụ BTXH_PORTS=17000 ./deploy/up"
    return 0
}

# wait_for <name> <address>: until it answers, or the process has gone.
wait_for() {
    local name=$1 address=$2 pid=${pids[-1]}
    for _ in $(seq 240); do
        curl -fsS -m 5 -o /dev/null "$address" 2>/dev/null && return 0
        kill -0 "$pid" 2>/dev/null || { tail -30 "$run/logs/$name.out" >&2; fail "$name đã dừng khi khởi động; xem $run/logs/$name.out"; }
        sleep 0.5
    done
    fail "$name không trả lời ở $address; xem $run/logs/$name.out"
}

stop_all() {
    trap - INT TERM EXIT
    [ ${#pids[@]} -gt 0 ] && kill -TERM "${pids[@]}" 2>/dev/null
    for _ in $(seq 40); do
        local alive=0
        for p in "${pids[@]}"; do kill -0 "$p" 2>/dev/null && alive=1; done
        [ $alive = 0 ] && break
        sleep 0.25
    done
    kill -KILL "${pids[@]}" 2>/dev/null
    wait 2>/dev/null
}

hub_options() { echo "--Data:Folder=$run/hub --Listen:HttpPort=$hub_http --Listen:NodePort=$hub_nodes --Gateways:PopulationAddress=http://$host:$services_http --Gateways:PortalAddress=http://$host:$services_http --Gateways:PortalClientId=hub --Gateways:PortalClientSecret=chi-dung-de-thu --Gateways:Rehearsal=true"; }

# Secret of the demonstration only: a real node has its own, agreed with VNPost and the bank, from its secret store.
pay_secret=chi-dung-de-thu-tren-may-nay-0123456789

# pay_options <province>: VNPost and the bank of the stand-in, and the folders in which offices without a link exchange files.
pay_options() {
    local data; data=$(realpath -m "$run")
    echo "--Payments:VnPost:Address=http://$host:$services_http --Payments:VnPost:KeyId=nut-$1 --Payments:VnPost:Secret=$pay_secret --Payments:BankService:Address=http://$host:$services_http --Payments:BankService:KeyId=nut-$1 --Payments:BankService:Secret=$pay_secret --Payments:Folder:Path=$data/exchange-$1 --Payments:BankFolder:Path=$data/bank-$1 --Payments:BankFolder:Form=csv"
}

# register_vneid <province>: tells the stand-in of VNeID where it may send citizens of this node back to, letter by letter.
register_vneid() {
    local at; at="http://$host:$(node_port "$1")/cua-toi/vneid"
    curl -fsS -o /dev/null -H 'Content-Type: application/json' "http://$host:$services_http/quan-tri/vneid/ung-dung" \
        --data "{\"client_id\":\"nut-$1\",\"client_secret\":\"$pay_secret\",\"redirect_uris\":[\"$at/ve\"],\"post_logout_redirect_uris\":[\"$at/da-thoat\"]}" || fail "không đăng ký được tỉnh $1 với VNeID mô phỏng"
}

# node_options <province> <start day or empty>
node_options() {
    echo "$(pay_options "$1") --VNeID:Authority=http://$host:$services_http/vneid --VNeID:ClientId=nut-$1 --VNeID:ClientSecret=$pay_secret --Node:ProvinceCode=$1 --Node:DataFolder=$run/node-$1 --Node:Demo=true ${2:+--Node:DemoStartsOn=$2} --Node:PublicAddress=http://$host:$(node_port "$1") --Hub:Address=https://$host:$hub_nodes --Hub:CertificateFile=$run/certificates/$1/node.pfx --Hub:AuthorityFile=$run/certificates/$1/hub-ca.crt"
}

# join <province> <start day or empty>: the hub invites the province; the node makes its own key and enrols, once.
join() {
    [ -f "$run/certificates/$1/node.pfx" ] && return 0
    step "Trung ương cấp mã mời cho tỉnh $1; nút tỉnh ghi danh bằng khóa của mình"
    local invitation
    # shellcheck disable=SC2046
    invitation=$(dotnet "$hub_dll" province add "$1" $(hub_options) 2>"$run/logs/province-$1.out" | grep -E '^[0-9]{2}[.]')
    [ -n "$invitation" ] || { cat "$run/logs/province-$1.out" >&2; fail "không lấy được mã mời cho tỉnh $1"; }
    mkdir -p "$run/node-$1"
    # The invitation goes in by standard input: arguments are seen by every process of the machine.
    # shellcheck disable=SC2046
    dotnet "$node_dll" enroll $(node_options "$1" "${2:-}") <<<"$invitation" >"$run/logs/enroll-$1.out" 2>&1 || { cat "$run/logs/enroll-$1.out" >&2; fail "nút tỉnh $1 không ghi danh được"; }
}

# serve_node <province> <start day or empty> <commune or empty>: seeds once, starts, waits until healthy.
serve_node() {
    local options; options=$(node_options "$1" "$2")
    mkdir -p "$run/node-$1"
    free "$(node_port "$1")"
    register_vneid "$1"
    step "Nút tỉnh $1: nạp đơn vị hành chính, quy định, cán bộ mẫu"
    # shellcheck disable=SC2086
    dotnet "$node_dll" seed-demo ${3:+--commune $3} $options >"$run/logs/seed-$1.out" 2>&1 || { cat "$run/logs/seed-$1.out" >&2; fail "không nạp được dữ liệu mẫu của tỉnh $1"; }
    grep -P '^[a-z-]+\.\d+\t' "$run/logs/seed-$1.out" >"$run/node-$1/sign-ins.txt"
    # shellcheck disable=SC2086
    dotnet "$node_dll" seed-people ${3:+--commune $3} $options >"$run/logs/people-$1.out" 2>&1 || { cat "$run/logs/people-$1.out" >&2; fail "không nạp được đối tượng mẫu của tỉnh $1"; }
    # shellcheck disable=SC2086
    start "node-$1" dotnet "$node_dll" --urls "http://$host:$(node_port "$1")" $options
    wait_for "node-$1" "http://$host:$(node_port "$1")/health/ready"
}

# print_node <province> <title>
print_node() {
    local at; at="http://$host:$(node_port "$1")"
    say ""
    say "$2"
    say "  Trang người dân:        $at/"
    say "  Nộp hồ sơ:              $at/nop-ho-so"
    say "  Tra cứu hồ sơ:          $at/tra-cuu"
    say "  Cán bộ đăng nhập:       $at/dang-nhap"
    say "  Tài khoản mẫu, mã TOTP: $at/demo/tai-khoan"
    say "  Mã TOTP lúc này:        curl -s '$at/demo/tai-khoan?ten=TÊN_ĐĂNG_NHẬP' (mỗi mã dùng một lần)"
    say "  Chỉnh đồng hồ:          $at/demo/dong-ho"
    say "  Tài khoản (tên, mật khẩu, vai trò, đơn vị, khóa TOTP):"
    sed 's/^/    /' "$run/node-$1/sign-ins.txt"
}
