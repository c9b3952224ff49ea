"use strict";
// What the drawings of postings share, on every page.

// badge names a role in its colour.
const badge = (role) => el("span", { class: "badge " + tone(role), title: roleNames.get(role) }, role);

// word names a role in its colour, and other words, such as ambiguous, in none.
const word = (label) => (roleNames.has(label) ? badge(label) : el("span", { class: "faint" }, label));

// named names a role in its colour, and in full where nothing can be hovered
// over.
const named = (role) => [badge(role), el("span", { class: "full" }, " " + roleNames.get(role))];

// roleKey names all roles in full, where nothing can be hovered over.
const roleKey = () => el("p", { class: "key full" }, [...roleNames.keys()].filter((r) => r !== "none").map((r, k) => [k > 0 && " \u00b7 ", badge(r), " " + roleNames.get(r)]));

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

// workSentence says what the statements are. letters has one of each statement,
// or what is no letter.
function workSentence(letters) {
  const counts = [...works].map(([letter, w]) => ({ name: w.name, n: letters.filter((l) => l === letter).length })).filter((c) => c.n > 0).sort((a, b) => b.n - a.n);
  const all = counts.reduce((sum, c) => sum + c.n, 0);
  if (all === 0) return "No statement is about the work of one of the roles.";
  const first = all === 1 ? "The one statement about the work is " + counts[0].name
    : counts[0].n + " of " + all + " statements about the work are " + counts[0].name;
  return [first, ...counts.slice(1).map((c) => c.n + " " + c.name)].join(", ") + ".";
}

// workStrip draws the statements in their order, each in the colour of the role
// that it speaks for.
function workStrip(letters) {
  const wide = 100 / letters.length;
  return strip(letters.map((l, k) => segment(works.has(l) ? tone(works.get(l).role) : "rail", k * wide, wide * 0.85)));
}

// The concepts beyond these are one line, until they are asked for.
const shownConcepts = 10;

// duties says what statements and concepts add to the score of the duties' label.
// Of each piece of evidence there are key, name, role, documents, zone and
// weight; pieces with the same key are one line.
function duties({ label, letters, evidence, bias, total }) {
  const concepts = conceptsOf(evidence), others = total - bias - sumOf(evidence);
  const most = Math.max(...concepts.map((c) => Math.abs(c.weight)), Math.abs(bias), Math.abs(others), 0.001);
  const line = (name, x, style) => el("tr", {}, el("th", { scope: "row" }, name), el("td", { class: "num" }, signed(x)),
    el("td", { class: "bars" }, meter(Math.abs(x) / most, style + (x < 0 ? " against" : ""))));
  const lines = (list) => list.map((c) => line(conceptName(c), c.weight, tone(c.role)));
  const rest = concepts.slice(shownConcepts);
  const more = () => el("button", { type: "button", class: "plain more", click: (e) => e.target.closest("tr").replaceWith(...lines(rest)) }, "and " + rest.length + " more");
  return el("section", { id: "score", "aria-labelledby": "score-head" },
    el("h3", { id: "score-head" }, "What the duties add for ", badge(label)),
    letters.length > 0 && [el("p", { id: "work" }, workSentence(letters)), workStrip(letters)],
    el("table", {}, el("thead", { class: "unseen" }, el("tr", {}, ["concept", "adds", "bar"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, lines(concepts.slice(0, shownConcepts)), rest.length > 0 && line(more(), sumOf(rest), "plain-seg")),
      el("tbody", { class: "ends" }, line("statements that are not cited", others, "plain-seg"), line("bias, before anything is read", bias, "plain-seg"),
        el("tr", {}, el("th", { scope: "row" }, "together"), el("td", { class: "num", id: "total" }, signed(total)), el("td")))));
}

const sumOf = (pieces) => pieces.reduce((sum, p) => sum + p.weight, 0);

// conceptsOf joins the evidence of each concept, what adds most first.
function conceptsOf(evidence) {
  const found = new Map();
  for (const e of evidence) {
    const c = found.get(e.key) || { ...e, weight: 0, hits: 0, zones: new Set() };
    found.set(e.key, { ...c, weight: c.weight + e.weight, hits: c.hits + 1, zones: c.zones.add(e.zone) });
  }
  return [...found.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1));
}

// conceptName leads to the places of a concept in the text, one after the other.
function conceptName(c) {
  const title = c.concept + "; in " + [...c.zones].join(", ") + "; " + sources(c);
  return el("span", { class: "added" }, badge(c.role),
    el("button", { type: "button", class: "plain concept", title, "data-evidence": c.key, click: () => showMark(c.key) }, c.name),
    c.hits > 1 && el("span", { class: "faint" }, "\u00d7" + c.hits));
}

const sources = (e) => ((e.documents || []).length > 0 ? "stated by document " + e.documents.join(", ") : "from the field");

// mark marks words for the roles that the evidence in them speaks for, the
// strongest first. What it is called is said where it is hovered over, and
// beside it when it is chosen.
function mark(group, words) {
  const byWeight = [...group].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const roles = [...new Set(byWeight.map((e) => e.role))];
  const says = byWeight.map((e) => e.name + " " + signed(e.weight) + " (" + e.zone + ", " + sources(e) + ")");
  const node = el("mark", { class: markClass(roles[0], byWeight[0].weight), "data-evidence": group.map((e) => e.key).join(" "), title: says.join("\n"),
    click: () => {
      const gloss = node.querySelector(".gloss");
      if (gloss) gloss.remove();
      else node.append(el("span", { class: "gloss" }, says.join("; ")));
    } },
  words, roles.map((r) => el("span", { class: "tag " + tone(r) }, r)));
  return node;
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
