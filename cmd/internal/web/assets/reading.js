"use strict";
// A reading of one posting: what is said of it, what its duties add, and the
// text with its evidence marked.

for (const [role, name] of [
  ["TPM", "Technical Program Manager"], ["PM", "Product Manager"], ["PM-T", "Product Manager \u2013 Technical"],
  ["EM", "Engineering Manager"], ["none", "another job"],
]) roleNames.set(role, name);
const roles = [...roleNames.keys()];

// kindOf is the verdict as a person reads it.
function kindOf(r) {
  if (r.outcome === "unreadable") return "unreadable";
  return r.neighbours ? "neighbours" : r.verdict;
}

// drawReading fills an element with a reading.
function drawReading(into, r) {
  const kind = kindOf(r), where = [r.company, r.location, r.date.slice(0, 10)].filter(Boolean);
  replace(into,
    el("header", {},
      verdict(kind, r.severity),
      el("h2", {}, said(r.title || r.name)),
      el("p", { class: "where" }, where.map((w, k) => [k > 0 && " \u00b7 ", said(w)]), r.url && [where.length > 0 && " \u00b7 ", link(r.url)])),
    kind === "unreadable" ? el("p", { class: "note" }, "No posting was read: ", said(r.error || r.reason), ".") : [answer(r), facts(r)],
    r.body.label && [added(r), probabilities(r), aspects(r), text(r), lacked(r)],
    provenance(r));
}

// answer is the label, large.
function answer(r) {
  const label = r.label ? [badge(r.label), el("span", {}, roleNames.get(r.label))]
    : ["ambiguous", r.candidates.length > 0 && el("span", {}, " between ", r.candidates.map((c, k) => [k > 0 && " and ", badge(c)]))];
  return el("p", { class: "answer", id: "answer" }, label, el("span", { class: "sure" }, el("span", { class: "faint" }, "confidence "), el("b", {}, share(r.confidence))));
}

// facts says what title and duties say.
function facts(r) {
  const role = (label) => [badge(label), " ", roleNames.get(label)];
  return el("dl", { class: "facts" },
    fact("Title says", titleReading(r.title_reading, role)),
    r.body.label && fact("Duties say", role(r.body.label), el("span", { class: "n" }, " " + share(r.body.confidence))),
    r.suggestion && fact("Suggests", suggestion(r)),
    r.warnings.length > 0 && fact("Note", r.warnings.map((w, k) => [k > 0 && "; ", said(w)])));
}

// suggestion names the title that the duties call for, and why.
function suggestion(r) {
  return [el("strong", { id: "suggested" }, r.suggested_title || "a title that is none of the four"),
    r.strongest.map((e, k) => [k > 0 ? ", " : " \u2013 ", "\u201c", said(e.text), "\u201d"])];
}

function probabilities(r) {
  return el("section", { "aria-labelledby": "p-head" }, el("h3", { id: "p-head" }, "Probabilities"),
    el("table", { class: "probabilities" },
      el("thead", {}, el("tr", {}, el("td"), el("th", { scope: "col", colspan: 2 }, "title and duties"), el("th", { scope: "col", colspan: 2 }, "duties alone"))),
      el("tbody", {}, roles.map((role) => el("tr", {}, el("th", { scope: "row" }, named(role)),
        [r.probabilities, r.body.probabilities].map((p) => [el("td", { class: "num" }, share(p[role])), el("td", {}, meter(p[role], tone(role)))]))))));
}

function aspects(r) {
  return el("section", { "aria-labelledby": "a-head" }, el("h3", { id: "a-head" }, "What it asks for"),
    el("table", { class: "aspects" }, el("tbody", {}, r.aspects.map((a) => el("tr", { title: a.concepts.join(", ") || "nothing of it" },
      el("th", { scope: "row" }, a.aspect.replaceAll("-", " ")), el("td", { class: "num" }, share(a.value)), el("td", {}, meter(a.value, "")))))));
}

// added says what the duties add.
function added(r) {
  const label = r.body.label, letters = r.statements.map((s) => s.letters[0] || "");
  return duties({ label, letters, evidence: piecesOf(r), bias: r.body.bias[label], total: r.body.scores[label] });
}

// piecesOf are the pieces of evidence of a reading. What speaks by its words
// alone has one id, whatever it speaks for.
const piecesOf = (r) => r.evidence.map((e) => ({ ...e, key: e.concept + ":" + e.role }));

// text shows the posting section by section, with its evidence.
function text(r) {
  // Evidence and sections count bytes of UTF-8, and not characters.
  const bytes = new TextEncoder().encode(r.text), decoder = new TextDecoder();
  const cut = (from, to) => decoder.decode(bytes.subarray(from, to));
  const pieces = piecesOf(r).filter((e) => e.end > e.start);
  const sections = r.sections && r.sections.length > 0 ? r.sections : [{ kind: "other", start: 0, end: bytes.length }];
  const speaksFor = roles.filter((role) => r.evidence.some((e) => e.role === role));
  return el("section", { "aria-labelledby": "text-head" }, el("h3", { id: "text-head" }, "Posting"),
    el("p", { class: "legend" }, "Marked for ", badges(speaksFor), "\u2013 the stronger the line, the more it counts"),
    el("div", { class: "text", id: "text-read", dir: "auto" }, sections.map((s) => [
      el("span", { class: "kind" }, s.kind),
      ...marked(cut, s, pieces.filter((e) => e.start >= s.start && e.start < s.end))])));
}

// marked cuts a section into what is evidence and what is not. Pieces that
// overlap are one mark, in the colour of the strongest.
function marked(cut, section, pieces) {
  const out = [];
  let at = section.start;
  for (const { start, end, pieces: group } of spansOf(pieces)) {
    out.push(cut(at, start), mark(group, cut(start, end)));
    at = end;
  }
  out.push(cut(at, Math.max(at, section.end)).trimEnd());
  return out;
}

// lacked says what would have made the runner-up likelier.
function lacked(r) {
  if (!r.runner_up || r.lacked.length === 0) return null;
  return el("section", { id: "lacked", "aria-labelledby": "lacked-head" }, el("h3", { id: "lacked-head" }, "What the runner-up, ", badge(r.runner_up), ", lacked"),
    el("ul", { class: "lacked" }, r.lacked.map((l) => el("li", { title: "such as: " + l.example }, l.name, el("span", { class: "n" }, " " + signed(l.gain))))));
}

// provenance says where it comes from, and how it was read.
function provenance(r) {
  return el("section", { class: "provenance", "aria-label": "Where it comes from" }, el("dl", { class: "facts" },
    r.name !== "posting" && fact("File", said(r.name)),
    r.strategy && fact("Found by", r.strategy, r.coverage > 0 && el("span", { class: "faint" }, ", " + Math.round(100 * r.coverage) + "% of the document's text")),
    r.language && fact("Language", r.language)));
}
