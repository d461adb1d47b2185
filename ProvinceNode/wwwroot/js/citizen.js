// Makes filing easier where scripts run; every page works without this file.
document.getElementById("problem-summary")?.focus();
