"use strict";
// An open posting: what is said of it, the score as a sum, and the text with
// its evidence marked.

// drawPosting draws row i. go opens its neighbour in the list, close closes it.
function drawPosting(i, d, go, close) {
  const button = (id, click, name) => el("button", { type: "button", class: "plain", id, "data-key": id, click }, name);
  const unread = () => el("p", { class: "note" }, "No posting was read: ", said(d.error || d.reason || "no reason is given"), ".");
  replace(byId("posting"),
    el("nav", { "aria-label": "Posting" }, button("previous", () => go(-1), "\u2191 previous"), button("next", () => go(1), "\u2193 next"),
      button("close", close, "close \u00d7")),
    heading(i, d),
    data.kindOf(i) === "unreadable" ? unread() : facts(i, d),
    d.body && [probabilities(d), score(d)],
    text(d), provenance(i, d));
  byId("posting").scrollTop = 0;
}

// heading says the verdict, the title, and whose posting it is.
function heading(i, d) {
  const where = [data.employer(i), d.location, d.date.slice(0, 10)].filter(Boolean).map((w) => said(w));
  if (d.url) where.push(link(d.url));
  return el("header", {},
    verdict(data.kindOf(i), data.severity[i]),
    el("h2", {}, said(data.title[i] || data.name[i])),
    el("p", { class: "where" }, where.map((w, k) => [k > 0 && " \u00b7 ", w])));
}

// facts says what title and duties say.
function facts(i, d) {
  const role = (label) => [word(label), " ", roleNames.get(label)];
  return el("dl", { class: "facts" },
    fact("Title says", titleReading(d.title, role)),
    d.duties && fact("Duties say", role(d.duties), el("span", { class: "n" }, " " + share(d.sure))),
    fact("Label", data.label[i] === "ambiguous" ? ["ambiguous between ", badges(d.candidates || [])] : role(data.label[i]),
      el("span", { class: "n" }, " " + share(data.confidence[i]))),
    d.suggested && fact("Suggested title", el("strong", { id: "suggested" }, d.suggested)),
    d.accepted && fact("Accepted", said(d.accepted)));
}

// probabilities shows those of the label, and those of the duties alone.
function probabilities(d) {
  const head = (name) => el("th", { scope: "col", colspan: 2 }, name);
  const cells = (list, k, role) => list && [el("td", { class: "num" }, share(list[k])), el("td", {}, meter(list[k], tone(role)))];
  return el("section", { "aria-labelledby": "p-head" }, el("h3", { id: "p-head" }, "Probabilities"),
    el("table", { class: "probabilities" },
      el("thead", {}, el("tr", {}, el("td"), d.probabilities && head("title and duties"), head("duties alone"))),
      el("tbody", {}, data.roles.map((r, k) => el("tr", {},
        el("th", { scope: "row" }, badge(r.id)), cells(d.probabilities, k, r.id), cells(d.body, k, r.id))))));
}

// The concepts beyond these are one line, until they are asked for.
const shownConcepts = 9;

// score shows the sum: the bias, then the concepts, the largest first.
function score(d) {
  const label = data.roles.findIndex((r) => r.id === d.duties);
  if (label < 0 || !d.scores || !d.bias) return null;
  const concepts = conceptsOf(d.evidence), bias = d.bias[label], total = d.scores[label];
  const cited = d3.sum(concepts, (c) => c.sum), others = total - bias - cited;
  const section = el("section", { id: "score", "aria-labelledby": "score-head" },
    el("h3", { id: "score-head" }, "Score of the duties for " + d.duties),
    el("p", { class: "sum" }, "bias ", el("b", {}, signed(bias)), ", evidence ", el("b", {}, signed(cited)), " and other statements ", el("b", {}, signed(others)),
      " make ", el("b", { id: "total" }, signed(total))));
  const table = (n) => {
    const rest = concepts.slice(n), all = () => section.lastChild.replaceWith(table(concepts.length));
    const steps = [{ name: "bias", sum: bias }, { name: "other statements", sum: others }, ...concepts.slice(0, n).map((c) => ({ ...c, name: conceptName(c) }))];
    if (rest.length > 0) {
      const more = el("button", { type: "button", class: "plain", click: all }, "and " + rest.length + " more");
      steps.push({ name: more, sum: d3.sum(rest, (c) => c.sum) });
    }
    return waterfall(steps, total);
  };
  section.append(table(shownConcepts));
  return section;
}

// conceptsOf joins the evidence of each concept, the largest sums first.
function conceptsOf(evidence) {
  const groups = d3.groups(evidence, (e) => e[0]).map(([kind, found]) => ({
    ...data.evident[kind], kind, hits: found.length, sum: d3.sum(found, (e) => e[1]), zones: [...new Set(found.map((e) => data.zones[e[2]]))],
  }));
  return groups.sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum) || d3.ascending(a.concept, b.concept));
}

// waterfall draws a sum: each step begins where the last ended.
function waterfall(steps, total) {
  const ends = Array.from(d3.cumsum(steps, (s) => s.sum)), x = d3.scaleLinear(d3.extent([0, total, ...ends]), [0, 100]);
  const bar = ({ role, sum }, k) => {
    const from = x(k > 0 ? ends[k - 1] : 0), to = x(ends[k]);
    return segment((role ? tone(role) : "plain-seg") + (sum < 0 ? " against" : ""), Math.min(from, to), Math.max(0.4, Math.abs(to - from)));
  };
  return el("table", {},
    el("thead", { class: "unseen" }, el("tr", {}, ["concept", "weight", "bar"].map((h) => el("th", { scope: "col" }, h)))),
    el("tbody", {}, steps.map((step, k) => el("tr", {}, el("th", { scope: "row" }, step.name),
      el("td", { class: "num" }, signed(step.sum)), el("td", { class: "bars" }, strip(bar(step, k)))))));
}

// conceptName leads to the places of a concept in the text, one after the other.
function conceptName(c) {
  const source = (c.documents || []).length > 0 ? "stated by document " + c.documents.join(", ") : "from the field";
  return [badge(c.role), " ",
    el("button", { type: "button", class: "plain concept", "data-evidence": c.kind, click: () => showMark(c.kind),
      title: "speaks for " + c.role + "; in " + c.zones.join(", ") + "; " + source }, c.concept),
    c.hits > 1 && el("span", { class: "faint" }, "\u00a0\u00d7" + c.hits)];
}

// text shows the posting's text with its evidence.
function text(d) {
  if (!d.text) return null;
  const roles = [...new Set(d.evidence.map((e) => data.evident[e[0]].role))].sort((a, b) => rank(a) - rank(b));
  return el("section", { "aria-labelledby": "text-head" }, el("h3", { id: "text-head" }, d.excerpt ? "Sentences with evidence" : "Posting"),
    roles.length > 0 && el("p", { class: "legend" }, "Marked for ", badges(roles), "\u2013 the stronger the line, the more it counts"),
    d.excerpt && el("p", { class: "note" },
      "These rows hold no texts, only the sentences of the evidence: run classify or batch with --text to see whole postings."),
    el("div", { class: "text", id: "text", dir: "auto" }, marked(d)),
    d.cut > 0 && el("p", { class: "note" }, "The text is cut here: " + thousands(d.cut) + " more bytes are not shown."));
}

// marked cuts the text into what is evidence and what is not. Pieces that
// overlap are one mark, in the colour of the strongest.
function marked(d) {
  const pieces = d.evidence.filter((e) => e[4] > e[3])
    .map(([kind, weight, zone, start, end]) => ({ kind, weight, zone: data.zones[zone], start, end, ...data.evident[kind] }));
  const out = [];
  let at = 0;
  for (const { start, end, pieces: group } of spansOf(pieces)) {
    out.push(d.text.slice(at, start), mark(group, d.text.slice(start, end)));
    at = end;
  }
  out.push(d.text.slice(at));
  return out;
}

function mark(group, words) {
  const byWeight = [...group].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const roles = [...new Set(byWeight.map((e) => e.role))];
  return el("mark", {
    class: markClass(roles[0], byWeight[0].weight),
    "data-evidence": group.map((e) => e.kind).join(" "),
    title: byWeight.map((e) => e.concept + " " + signed(e.weight) + " (" + e.zone + ")").join("\n"),
  }, words, roles.map((r) => el("span", { class: "tag " + tone(r) }, r)));
}

// provenance says where it comes from, and how it was read.
function provenance(i, d) {
  const aspect = (a) => fact(a.aspect.replaceAll("-", " "), share(a.value), el("span", { class: "faint" }, " " + (a.concepts || []).join(", ")));
  const covers = d.coverage > 0 && el("span", { class: "faint" }, ", " + Math.round(100 * d.coverage) + "% of the page's text");
  return el("section", { class: "provenance", "aria-label": "Where it comes from" }, el("dl", { class: "facts" },
    fact("File", said(data.name[i])),
    data.id[i] && fact("Id", said(data.id[i])),
    (d.aspects || []).map(aspect),
    d.strategy && fact("Found by", d.strategy, covers),
    (d.warnings || []).length > 0 && fact("Warnings", d.warnings.map((w, k) => [k > 0 && "; ", said(w)]))));
}
