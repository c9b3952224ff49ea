"use strict";
// What the drawings of postings share, on every page.

// badge names a role in its colour.
const badge = (role) => el("span", { class: "badge " + tone(role), title: roleNames.get(role) }, role);

// word names a role in its colour, and other words, such as ambiguous, in none.
const word = (label) => (roleNames.has(label) ? badge(label) : el("span", { class: "faint" }, label));

// badges names several roles.
const badges = (roles) => roles.map((r) => [badge(r), " "]);

// strip is a bar a hundred wide; rects are what it holds.
function strip(...rects) {
  return svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" }, rects);
}

// segment is a part of a strip, in the colour of the classes.
const segment = (classes, from, width) => svg("rect", { class: "seg " + classes, x: from, width, height: 8 });

// meter is a strip of which a part is filled, from 0 to 1.
const meter = (part, classes) => strip(segment("rail", 0, 100), segment(classes, 0, 100 * part));

// fact is a line of a list of terms.
const fact = (name, ...what) => [el("dt", {}, name), el("dd", {}, ...what)];

// verdict says how title and duties compare, and how severe that is.
function verdict(kind, severity) {
  return el("p", { class: "verdict" }, el("span", { class: "sign " + kind, "aria-hidden": "true" }, signs[kind]), " ", el("strong", {}, kind),
    severity > 0 && " \u00b7 severity " + share(severity), el("span", { class: "faint" }, " \u00b7 " + meanings[kind]));
}

// titleReading says what a title means. role draws a role.
function titleReading(t, role) {
  const level = t.level ? el("span", { class: "faint" }, " \u00b7 " + t.level) : null;
  if (t.ambiguous) return ["may mean ", (t.candidates || []).map((r, k) => [k > 0 && " or ", badge(r)]), level];
  if (t.near) return ["none of the four, a " + t.near, level];
  if (!t.label) return ["nothing of a role", level];
  return [role(t.label), level];
}

// spansOf joins pieces of evidence that overlap, since a mark holds no other.
// Each piece has start and end; spans come in the order of the text.
function spansOf(pieces) {
  const spans = [];
  for (const p of [...pieces].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans.at(-1);
    if (last && p.start < last.end) {
      last.end = Math.max(last.end, p.end);
      last.pieces.push(p);
    } else spans.push({ start: p.start, end: p.end, pieces: [p] });
  }
  return spans;
}

// markClass is the look of a mark by its strongest evidence.
function markClass(role, weight) {
  const strength = Math.abs(weight);
  return tone(role) + (strength >= 0.3 ? " strong" : strength < 0.08 ? " weak" : "");
}

// showMark goes to the next mark of a piece of evidence: one whose
// data-evidence, words with spaces between, holds the key.
function showMark(key) {
  const marks = [...document.querySelectorAll("#posting mark")].filter((m) => m.dataset.evidence.split(" ").includes(String(key)));
  if (marks.length === 0) return;
  const next = marks[(marks.findIndex((m) => m.classList.contains("shown")) + 1) % marks.length];
  for (const m of document.querySelectorAll("#posting mark.shown")) m.classList.remove("shown");
  next.classList.add("shown");
  next.scrollIntoView({ block: "center" });
}
