// Reads the door at the address given with two clients and prints what each saw as JSON. A row that is not as expected ends with an error.
const { o } = require("o.js");
const { OData } = require("@odata/client");

async function withO(base) {
  const door = o(base, { headers: { "X-User": "analyst" } });
  const page = await door.get("Beneficiaries").query({ $filter: "ProvinceCode eq '40'", $orderby: "MonthlyAmount desc,Id", $top: 3, $select: "Id,MonthlyAmount", $expand: "Province($select=Name)" });
  const groups = await door.get("Beneficiaries").query({ $apply: "groupby((ProvinceCode),aggregate($count as People))" });
  const one = await door.get("Beneficiaries(ProvinceCode='40',Id='b000001')").query();
  return { rows: page.map((row) => row.Id), province: page[0].Province.Name, groups: groups.map((row) => row.People), name: one.FullName };
}

async function withClient(base) {
  const client = OData.New4({ serviceEndpoint: base });
  const set = client.getEntitySet("Beneficiaries");
  const filter = client.newFilter().property("ProvinceCode").eq("40");
  const options = client.newOptions().filter(filter).orderby("MonthlyAmount", "desc").top(3).select(["Id", "MonthlyAmount"]).expand(["Province"]);
  const page = await set.query(options);
  const one = await set.retrieve({ ProvinceCode: "40", Id: "b000001" });
  return { rows: page.map((row) => row.Id), province: page[0].Province.Name, count: await set.count(filter), name: one.FullName };
}

(async () => {
  const base = process.argv[2];
  console.log(JSON.stringify({ o: await withO(base), client: await withClient(base) }));
})().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
