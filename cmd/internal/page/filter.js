"use strict";
// What is chosen, and which rows that leaves. It stands in the address behind
// #, so that Back, a bookmark and a message to somebody else work.

const labelsInOrder = ["TPM", "PM", "PM-T", "EM", "none", "ambiguous", "unreadable"];

const nothingChosen = () => ({
  q: "", verdicts: [], labels: [], says: "", duties: "", means: "", from: 0, to: 1, employer: "", repeats: true,
  sort: "severity", down: true, open: -1,
});

function stateOf(hash) {
  const s = nothingChosen(), p = new URLSearchParams(hash.replace(/^#/, ""));
  const list = (key, known) => (p.get(key) || "").split(" ").filter((x) => known.includes(x));
  const part = (key, otherwise) => (p.has(key) && p.get(key) >= 0 && p.get(key) <= 1 ? Number(p.get(key)) : otherwise);
  s.q = p.get("q") || "";
  s.verdicts = list("verdict", data.kinds);
  s.labels = list("label", labelsInOrder);
  s.says = p.get("says") || "";
  s.duties = p.get("duties") || "";
  if (["TPM", "PM"].includes(p.get("means"))) s.means = p.get("means");
  s.from = part("from", 0);
  s.to = part("to", 1);
  s.employer = p.get("employer") || "";
  s.repeats = p.get("repeats") !== "no";
  if (Object.hasOwn(orders, p.get("sort"))) s.sort = p.get("sort");
  s.down = p.has("sort") ? p.get("order") !== "up" : true;
  const n = Number(p.get("posting"));
  if (Number.isInteger(n) && n > 0 && n <= data.n) s.open = n - 1;
  return s;
}

function hashOf(s) {
  const p = new URLSearchParams(), empty = nothingChosen();
  const set = (key, value, otherwise) => { if (value !== otherwise) p.set(key, value); };
  set("q", s.q, "");
  set("verdict", s.verdicts.join(" "), "");
  set("label", s.labels.join(" "), "");
  set("says", s.says, "");
  set("duties", s.duties, "");
  set("means", s.means, "");
  set("from", s.from, 0);
  set("to", s.to, 1);
  set("employer", s.employer, "");
  set("repeats", s.repeats ? "" : "no", "");
  if (s.sort !== empty.sort || s.down !== empty.down) {
    p.set("sort", s.sort);
    set("order", s.down ? "" : "up", "");
  }
  if (s.open >= 0) p.set("posting", s.open + 1);
  return "#" + p.toString();
}

// Each filter has a bit. A row is shown that fails none; it counts in a chart
// where it fails at most the chart's own filter. One pass tells all.
const failsSearch = 1, failsVerdict = 2, failsLabel = 4, failsCell = 8, failsRange = 16, failsEmployer = 32, failsRepeats = 64, failsMeans = 128;

function failuresOf(s) {
  const words = s.q.toLowerCase().split(/\s+/).filter(Boolean);
  const employer = s.employer.toLowerCase();
  const employers = data.companies.map((c) => c.toLowerCase() === employer);
  const kinds = data.kinds.map((k) => s.verdicts.length === 0 || s.verdicts.includes(k));
  const fails = new Uint8Array(data.n);
  for (let i = 0; i < data.n; i++) {
    let f = 0;
    for (const w of words) if (!data.haystack[i].includes(w)) { f |= failsSearch; break; }
    if (!kinds[data.kind[i]]) f |= failsVerdict;
    if (s.labels.length > 0 && !s.labels.includes(data.label[i])) f |= failsLabel;
    if (s.says && (data.says[i] !== s.says || !data.duties[i]) || s.duties && data.duties[i] !== s.duties) f |= failsCell;
    if (s.means && data.short[i] !== s.means) f |= failsMeans;
    if (s.from > 0 && data.confidence[i] < s.from || s.to < 1 && data.confidence[i] >= s.to) f |= failsRange;
    if (employer && !employers[data.company[i]]) f |= failsEmployer;
    if (!s.repeats && data.duplicate[i]) f |= failsRepeats;
    fails[i] = f;
  }
  return fails;
}

// Orders compare two rows, the smaller first. Rows that are the same stay as
// they came.
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const orders = {
  // The worst first, as an audit lists them: what counts, then what does not.
  severity: (a, b) => data.kind[b] - data.kind[a] || data.severity[a] - data.severity[b],
  says: (a, b) => rank(data.says[a]) - rank(data.says[b]),
  duties: (a, b) => rank(data.duties[a]) - rank(data.duties[b]),
  confidence: (a, b) => data.confidence[a] - data.confidence[b],
  title: (a, b) => titleRanks[a] - titleRanks[b],
  employer: (a, b) => employerRanks[a] - employerRanks[b],
};
const rank = (word) => ["TPM", "PM", "PM-T", "EM", "none", "ambiguous", "unclear", "unknown", ""].indexOf(word);

// Comparing words is slow: they are ranked once, when the page opens.
let titleRanks, employerRanks;
function rankWords() {
  const ranks = (texts) => {
    const order = [...new Set(texts)].sort(collator.compare);
    const at = new Map(order.map((t, i) => [t, i]));
    return Int32Array.from(texts, (t) => at.get(t));
  };
  titleRanks = ranks(data.title);
  employerRanks = ranks(data.company.map((c) => data.companies[c] || "\uffff"));
}

function rowsOf(s, fails) {
  const rows = [];
  for (let i = 0; i < data.n; i++) if (fails[i] === 0) rows.push(i);
  const order = orders[s.sort], turn = s.down ? -1 : 1;
  return rows.sort((a, b) => turn * order(a, b) || a - b);
}
