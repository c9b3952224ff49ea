"use strict";
// What several drawings share.

// badge names a role in its colour.
const badge = (role) => el("span", { class: "badge " + tone(role), title: data.roleNames.get(role) }, role);

// word names a role in its colour, and other words, such as ambiguous, in none.
const word = (label) => (data.roleNames.has(label) ? badge(label) : el("span", { class: "faint" }, label));

// badges names several roles.
const badges = (roles) => roles.map((r) => [badge(r), " "]);

// strip is a bar a hundred wide; rects are what it holds.
function strip(...rects) {
  return svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" }, rects);
}

// segment is a part of a strip, in the colour of the classes.
const segment = (classes, from, width) => svg("rect", { class: "seg " + classes, x: from, width, height: 8 });

// fact is a line of a list of terms.
const fact = (name, ...what) => [el("dt", {}, name), el("dd", {}, ...what)];
