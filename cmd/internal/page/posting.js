"use strict";
// An open posting: what is said of it, what its duties add, and the text with its
// evidence marked.

// drawPosting draws row i. go opens its neighbour in the list, close closes it.
function drawPosting(i, d, go, close) {
  const button = (id, click, name) => el("button", { type: "button", class: "plain", id, "data-key": id, click }, name);
  const unread = () => el("p", { class: "note" }, "No posting was read: ", said(d.error || d.reason || "no reason is given"), ".");
  replace(byId("posting"),
    el("nav", { "aria-label": "Posting" }, button("previous", () => go(-1), "\u2191 previous"), button("next", () => go(1), "\u2193 next"),
      button("close", close, "close \u00d7")),
    heading(i, d),
    data.kindOf(i) === "unreadable" ? unread() : facts(i, d),
    d.body && [added(d), probabilities(d)],
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
        el("th", { scope: "row" }, named(r.id)), cells(d.probabilities, k, r.id), cells(d.body, k, r.id))))));
}

// added says what the duties add, where they were read.
function added(d) {
  const label = data.roles.findIndex((r) => r.id === d.duties);
  if (label < 0 || !d.scores || !d.bias) return null;
  return duties({ label: d.duties, letters: [...d.work], evidence: piecesOf(d), bias: d.bias[label], total: d.scores[label] });
}

// piecesOf are the pieces of evidence of a posting, each with what all of its
// kind have in common.
const piecesOf = (d) => d.evidence.map(([kind, weight, zone, start, end]) =>
  ({ ...data.evident[kind], name: data.evident[kind].name || data.evident[kind].concept, key: kind, weight, zone: data.zones[zone], start, end }));

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
  const out = [];
  let at = 0;
  for (const { start, end, pieces } of spansOf(piecesOf(d).filter((e) => e.end > e.start))) {
    out.push(d.text.slice(at, start), mark(pieces, d.text.slice(start, end)));
    at = end;
  }
  out.push(d.text.slice(at));
  return out;
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
