"use strict";
// The list shows the rows that are in the window, and no more: the others are
// only room. The window is the browser's, so that the page scrolls as any does.

const columns = [
  { id: "severity", name: "Verdict", sort: "severity", down: true },
  { id: "title", name: "Title", sort: "title" },
  { id: "says", name: "Title says", sort: "says" },
  { id: "duties", name: "Duties say", sort: "duties" },
  { id: "label", name: "Label", sort: "confidence", down: true },
  { id: "employer", name: "Employer", sort: "employer" },
  { id: "why", name: "Evidence" },
];

// The columns of the file that the list is saved as, named as results name them,
// and the value of each in row i.
const exported = [
  ["name", (i) => data.name[i]], ["id", (i) => data.id[i]], ["title", (i) => data.title[i]], ["company", (i) => data.employer(i)],
  ["label", (i) => data.label[i]], ["confidence", (i) => data.confidence[i]], ["title_says", (i) => data.says[i]], ["duties_say", (i) => data.duties[i]],
  ["verdict", (i) => data.kindOf(i)], ["severity", (i) => data.severity[i]], ["evidence", (i) => data.why[i]], ["duplicate", (i) => (data.duplicate[i] ? "true" : "false")],
];

// above is how much of the window the filters cover.
const above = () => (getComputedStyle(byId("filters")).position === "sticky" ? byId("filters").offsetHeight : 0);

const list = {
  rows: [], // of data, in the order shown
  at: -1, // the place in rows where the cursor stands
  from: 0, to: 0, // the places that are drawn
  open: -1,

  start(choose, sort) {
    this.choose = choose;
    this.sort = sort;
    this.grid = byId("list");
    this.body = byId("rows");
    addEventListener("scroll", () => this.draw(), { passive: true });
    addEventListener("resize", () => this.draw(true));
    this.grid.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("click", (event) => {
      const row = event.target.closest("[role=row]");
      if (row) this.choose(this.rows[Number(row.dataset.at)]);
    });
  },

  // show takes other rows, and draws what is in the window.
  show(rows, s) {
    const under = this.rows[this.at];
    this.rows = rows;
    this.open = s.open;
    this.at = rows.indexOf(s.open >= 0 ? s.open : under);
    this.grid.setAttribute("aria-rowcount", rows.length + 1);
    byId("nothing").hidden = rows.length > 0;
    this.heads(s);
    this.draw(true);
  },

  heads(s) {
    replace(byId("columns"), el("div", { role: "row", class: "row", "aria-rowindex": 1 }, columns.map((c) => {
      const on = c.sort === s.sort, down = on ? !s.down : !!c.down;
      return el("div", { role: "columnheader", class: c.id, "aria-sort": on ? (s.down ? "descending" : "ascending") : null },
        c.sort ? el("button", { type: "button", class: "plain", "data-key": c.sort, click: () => this.sort(c.sort, down) },
          c.name, el("span", { "aria-hidden": "true" }, on ? (s.down ? " \u2193" : " \u2191") : "")) : c.name);
    })));
  },

  // draw draws the rows in the window and a few around it.
  draw(anew) {
    const height = this.height();
    const top = this.body.getBoundingClientRect().top;
    const from = Math.max(0, Math.min(this.rows.length, Math.floor(-top / height)) - 8);
    const to = Math.min(this.rows.length, Math.ceil((innerHeight - top) / height) + 8);
    if (!anew && from === this.from && to === this.to) return;
    this.lay(from, Math.max(from, to));
  },

  lay(from, to) {
    const height = this.height();
    this.from = from;
    this.to = to;
    this.body.style.height = this.rows.length * height + "px";
    const drawn = [];
    for (let k = from; k < to; k++) {
      const row = this.line(k);
      row.style.top = k * height + "px";
      drawn.push(row);
    }
    this.body.replaceChildren(...drawn);
    if (this.at >= from && this.at < to) this.grid.setAttribute("aria-activedescendant", "row-" + this.at);
    else this.grid.removeAttribute("aria-activedescendant");
  },

  line(k) {
    const i = this.rows[k], kind = data.kindOf(i), mark = { role: "gridcell" };
    const cell = (id, ...children) => el("div", { ...mark, class: id }, ...children);
    return el("div", { role: "row", class: "row", id: "row-" + k, "data-at": k, "data-row": i, "aria-rowindex": k + 2,
      "aria-selected": String(i === this.open), "data-cursor": k === this.at },
    cell("severity", el("span", { class: "sign " + kind, "aria-hidden": "true" }, signs[kind]), " ", el("span", { class: "kind" }, kind),
      data.severity[i] > 0 && el("span", { class: "n" }, " " + share(data.severity[i]))),
    cell("title", said(data.title[i] || data.name[i], { title: data.name[i] })),
    cell("says", word(data.says[i])),
    cell("duties", word(data.duties[i])),
    cell("label", word(data.label[i]), data.label[i] !== "unreadable" && el("span", { class: "n" }, " " + share(data.confidence[i]))),
    cell("employer", said(data.employer(i))),
    cell("why", said(data.why[i])));
  },

  // go puts the cursor at a place, and brings it into the window.
  go(k) {
    this.at = Math.max(0, Math.min(this.rows.length - 1, k));
    this.reveal();
    if (this.open >= 0) this.choose(this.rows[this.at], true);
  },

  reveal() {
    if (this.at < 0) return;
    const height = this.height();
    const top = this.body.getBoundingClientRect().top + this.at * height;
    const covered = above() + byId("columns").getBoundingClientRect().height;
    if (top < covered) scrollBy(0, top - covered);
    else if (top + height > innerHeight) scrollBy(0, top + height - innerHeight);
    this.draw(true);
  },

  key(event) {
    if (event.target !== this.grid || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, this.to - this.from - 18);
    const to = {
      ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + page, PageUp: this.at - page, Home: 0, End: this.rows.length - 1,
    }[event.key];
    if (to !== undefined && this.rows.length > 0) this.go(to);
    else if (event.key === "Enter" && this.at >= 0) {
      if (this.open === this.rows[this.at]) byId("posting").focus();
      else this.choose(this.rows[this.at]);
    } else return;
    event.preventDefault();
  },

  // printable draws as many rows as a person prints.
  printable() { this.lay(0, Math.min(this.rows.length, 2000)); },

  // height is that of a row, which the style sheet sets.
  height() { return parseFloat(getComputedStyle(this.grid).getPropertyValue("--row")); },
};
