"use strict";
// The charts count what the other filters leave, and each is a filter itself.

const titleWords = ["TPM", "PM", "PM-T", "EM", "none", "ambiguous", "unknown"];
const dutyWords = ["TPM", "PM", "PM-T", "EM", "none", "unclear"];

// drawMatrix draws titles by duties: a table, since it is one, each cell in the
// colour of the verdict that most of its postings have, and with a strip of all.
// choose is called with a title's word and a duty's word, "" for any.
function drawMatrix(s, fails, choose) {
  const counted = d3.range(data.n).filter((i) => (fails[i] & ~failsCell) === 0 && data.duties[i]);
  const cells = d3.rollup(counted, (rows) => d3.rollup(rows, (r) => r.length, (i) => data.kindOf(i)), (i) => data.says[i], (i) => data.duties[i]);
  const kindsIn = (says, duties) => cells.get(says)?.get(duties) || new Map();
  const count = (says, duties) => d3.sum(kindsIn(says, duties).values());
  const inTitle = (says) => d3.sum(dutyWords, (duties) => count(says, duties));
  const inDuty = (duties) => d3.sum(titleWords, (says) => count(says, duties));
  const button = (says, duties, n, words, ...label) => {
    const chosen = s.says === says && s.duties === duties;
    const name = cellName(says, duties) + ": " + thousands(n) + words;
    return el("button", { type: "button", "aria-pressed": String(chosen), "aria-label": name, title: words && name, "data-key": says + " " + duties,
      click: () => (chosen ? choose("", "") : choose(says, duties)) }, ...label);
  };
  const heat = d3.scaleSqrt([0, 1], [0.12, 1]);
  const cell = (says, duties) => {
    const n = count(says, duties), groups = verdictGroups(kindsIn(says, duties));
    if (n === 0 && !(s.says === says && s.duties === duties)) return el("td", {}, el("span", { "aria-hidden": "true" }, "\u00b7"));
    const most = d3.greatest(groups, (g) => g.n);
    const td = el("td", { class: most && most.tone }, button(says, duties, n, groups.map((g) => ", " + thousands(g.n) + " " + g.name).join(""),
      thousands(n), groups.length > 1 && verdictStrip(groups, n)));
    td.style.setProperty("--heat", n > 0 ? heat(n / inTitle(says)).toFixed(3) : 0);
    return td;
  };
  const head = el("tr", {}, el("td", { class: "corner" }, "title \u2193 duties \u2192"),
    dutyWords.map((duties) => el("th", { scope: "col" }, button("", duties, inDuty(duties), "", duties))));
  const some = new Set(data.says);
  const body = titleWords.filter((says) => some.has(says)).map((says) => el("tr", {},
    el("th", { scope: "row" }, button(says, "", inTitle(says), "", says)), dutyWords.map((duties) => cell(says, duties))));
  replace(document.querySelector("#matrix .chart"), el("table", {}, el("thead", {}, head), el("tbody", {}, body)));
  replace(byId("verdict-key"), verdictTones.map((v) => el("span", {}, el("span", { class: "swatch " + v.tone }), " " + v.legend)));
}

// The verdicts as the matrix colours them, the worst first.
const verdictTones = [
  { tone: "v-mismatch", name: "mismatch", legend: "mismatch", kinds: ["mismatch"] },
  { tone: "v-near", name: "neighbours", legend: "neighbours", kinds: ["neighbours"] },
  { tone: "v-agree", name: "agree or resolved", legend: "agree, resolved", kinds: ["agree", "resolved"] },
  { tone: "v-open", name: "not judged or accepted", legend: "not judged, accepted", kinds: ["undecided", "accepted", "not-audited"] },
];

// verdictGroups counts postings by the colour of their verdict, those that there
// are.
const verdictGroups = (kinds) => verdictTones.map((v) => ({ ...v, n: d3.sum(v.kinds, (k) => kinds.get(k) || 0) })).filter((g) => g.n > 0);

function verdictStrip(groups, n) {
  const ends = Array.from(d3.cumsum(groups, (g) => 100 * g.n / n));
  return strip(groups.map((g, k) => segment(g.tone, ends[k] - 100 * g.n / n, 100 * g.n / n)));
}

const cellName = (says, duties) => [says && "title " + says, duties && "duties " + duties].filter(Boolean).join(", ");

const binWidth = 0.05;
const binOf = (x) => Math.min(19, Math.floor(x / binWidth + 1e-9));
const edge = (bin) => Math.round(bin * 5) / 100;

// drawConfidence draws how many postings are labelled with which confidence.
// choose is called with a range.
function drawConfidence(s, fails, choose) {
  const bins = new Array(20).fill(0);
  for (let i = 0; i < data.n; i++) {
    if ((fails[i] & ~failsRange) === 0 && data.label[i] !== "unreadable") bins[binOf(data.confidence[i])]++;
  }
  replace(document.querySelector("#confidence .chart"), histogram(s, bins, choose));
  byId("from").value = s.from;
  byId("to").value = s.to;
  const row = (n, i) => el("tr", {}, el("th", { scope: "row" }, share(edge(i)) + "\u2013" + share(edge(i + 1))), el("td", {}, thousands(n)));
  replace(document.querySelector("#confidence .table"), el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "confidence"), el("th", { scope: "col" }, "postings"))),
    el("tbody", {}, bins.map(row))));
}

function histogram(s, bins, choose) {
  const width = Math.max(220, document.querySelector("#confidence .chart").clientWidth), height = 132;
  const x = d3.scaleLinear([0, 1], [30, width - 8]);
  const y = d3.scaleSqrt([0, Math.max(1, d3.max(bins))], [height - 20, 8]);
  const chart = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "img").attr("aria-label", "Histogram of the confidence; the numbers stand in the table below.");
  chart.append("g").selectAll("rect").data(bins).join("rect")
    .attr("class", (n, i) => (edge(i) >= s.from && edge(i + 1) <= s.to ? "bar" : "bar out"))
    .attr("x", (n, i) => x(edge(i)) + 0.5).attr("width", x(binWidth) - x(0) - 1)
    .attr("y", (n) => y(n)).attr("height", (n) => y(0) - y(n));
  const ticks = [10, 100, 1000, 10000].filter((n) => y(n) > 24 && y(0) - y(n) > 8).concat(y.domain()[1]);
  chart.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 20})`).call(d3.axisBottom(x).ticks(5));
  chart.append("g").attr("class", "axis").attr("transform", "translate(30,0)")
    .call(d3.axisLeft(y).tickValues(ticks).tickFormat(thousands).tickSize(3));
  chart.append("g").attr("class", "brush").call(brushOver(s, x, height, choose));
  return chart.node();
}

// brushOver is a brush that snaps to the bars. A click without a drag chooses the
// bar below it, or takes back what is chosen.
function brushOver(s, x, height, choose) {
  return (g) => {
    const brush = d3.brushX().extent([[x(0), 4], [x(1), height - 20]]).on("end", (event) => {
      if (!event.sourceEvent) return;
      if (event.selection) {
        const [from, to] = event.selection.map((px) => Math.round(x.invert(px) / binWidth));
        choose(edge(Math.min(from, 19)), edge(Math.max(to, from + 1)));
        return;
      }
      const bin = binOf(Math.max(0, x.invert(d3.pointer(event.sourceEvent, g.node())[0])));
      if (s.from > 0 || s.to < 1) choose(0, 1);
      else choose(edge(bin), edge(bin + 1));
    });
    g.call(brush);
    if (s.from > 0 || s.to < 1) g.call(brush.move, [x(s.from), x(s.to)]);
  };
}

// Employers beyond these are found by the search.
const shownEmployers = 60;

// drawEmployers draws of each employer's postings how many have which label or,
// where what a short title means is asked, which duties. Most postings first.
function drawEmployers(s, fails, change) {
  const of = s.means ? data.duties : data.label, words = s.means ? dutyWords : labelsInOrder;
  const employers = byEmployer(fails, of), rest = employers.length - shownEmployers;
  const figure = byId("employers");
  figure.querySelector("h2").textContent = s.means ? "What " + s.means + " means, by employer" : "Labels by employer";
  figure.querySelector("figcaption p").textContent = (s.means
    ? "The duties of postings whose title says " + s.means + ", short or in full, or may say it."
    : "How many postings have which label.") + " Choose an employer to see its postings.";
  const asked = ["", "TPM", "PM"].filter((m) => m === "" || m === s.means || data.short.includes(m));
  replace(byId("meanings"), asked.length > 1 && asked.map((m) => el("button", { type: "button", class: "chip", "data-key": "means " + m,
    "aria-pressed": String(s.means === m), click: () => change({ means: m }) }, m === "" ? "labels" : "what " + m + " means")));
  const rows = employers.slice(0, shownEmployers).map(({ name, n, by }) => {
    const chosen = s.employer.toLowerCase() === name.toLowerCase(), held = words.filter((w) => by.has(w));
    const told = held.map((w) => w + " " + by.get(w)).join(", ");
    return el("li", {}, el("button", { type: "button", "data-key": name, "aria-pressed": String(chosen), title: told,
      click: () => change({ employer: chosen ? "" : name }) },
    said(name, { class: "who" }), el("span", { class: "n" }, thousands(n)), parts(held.map((w) => ({ word: w, n: by.get(w) })), n),
    el("span", { class: "unseen" }, told)));
  });
  replace(figure.querySelector(".chart"),
    rows.length > 0 ? el("ol", {}, rows) : el("p", { class: "faint" }, "No employer is named."),
    rest > 0 && el("p", { class: "faint" }, "and " + thousands(rest) + " more: search for them by name"));
}

// parts is a bar as wide as there is room, a part for each word, which is
// written where it fits.
function parts(list, n) {
  return el("span", { class: "parts", "aria-hidden": "true" }, list.map(({ word, n: some }) => {
    const part = el("span", { class: (roleNames.has(word) ? tone(word) : "tone-unclear") }, some / n >= 0.18 ? word : "");
    part.style.flexGrow = some;
    return part;
  }));
}

// byEmployer counts the words of each employer's postings, most postings first.
function byEmployer(fails, words) {
  const counts = data.companies.map((name, company) => ({ name, company, n: 0, by: new Map() }));
  for (let i = 0; i < data.n; i++) {
    if ((fails[i] & ~failsEmployer) !== 0 || data.company[i] < 0) continue;
    const c = counts[data.company[i]];
    c.n++;
    c.by.set(words[i], (c.by.get(words[i]) || 0) + 1);
  }
  return counts.filter((c) => c.n > 0).sort((a, b) => b.n - a.n || a.company - b.company);
}

// The chips of a group: of row i of tells its word, own is the group's filter,
// and look draws the word.
const chipGroups = {
  verdicts: {
    words: () => data.kinds, of: (i) => data.kindOf(i), own: failsVerdict, title: (w) => meanings[w],
    look: (w) => [el("span", { class: "sign " + w, "aria-hidden": "true" }, signs[w]), " " + w],
  },
  labels: { words: () => labelsInOrder, of: (i) => data.label[i], own: failsLabel, title: (w) => roleNames.get(w), look: word },
};

// drawChips draws the verdicts and the labels with how many postings each has,
// and what was chosen in the charts.
function drawChips(s, fails, change) {
  for (const [group, { words, of, own, title, look }] of Object.entries(chipGroups)) {
    const n = new Map();
    for (let i = 0; i < data.n; i++) n.set(of(i), (n.get(of(i)) || 0) + ((fails[i] & ~own) === 0 ? 1 : 0));
    const chosen = s[group];
    replace(byId(group), words().filter((w) => n.has(w) || chosen.includes(w)).map((w) => el("button",
      { type: "button", class: "chip", "data-key": w, "aria-pressed": String(chosen.includes(w)), title: title(w),
        click: () => change({ [group]: chosen.includes(w) ? chosen.filter((x) => x !== w) : [...chosen, w] }) },
      look(w), " ", el("span", { class: "n" }, thousands(n.get(w) || 0)))));
  }
  const out = (text, without) => el("button", { type: "button", class: "chip out", "data-key": text, "aria-label": "Take out: " + text,
    click: () => change(without) }, said(text), " \u00d7");
  replace(byId("chosen"),
    (s.says || s.duties) && out(cellName(s.says, s.duties), { says: "", duties: "" }),
    s.means && out("titles that say " + s.means, { means: "" }),
    (s.from > 0 || s.to < 1) && out("confidence " + share(s.from) + "\u2013" + share(s.to), { from: 0, to: 1 }),
    s.employer && out(s.employer, { employer: "" }),
    data.repeated && el("label", { class: "chip" }, el("input", { type: "checkbox", "data-key": "repeats", checked: !s.repeats,
      change: (event) => change({ repeats: !event.target.checked }) }), " without repeats"));
}
