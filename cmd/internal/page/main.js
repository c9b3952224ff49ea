"use strict";
// The state stands in the address; whatever changes it, by hand or by Back, the
// page is drawn from it.

let state;

// change changes the state, as a step that Back takes back, or in place.
function change(to, inPlace) {
  state = { ...state, ...to };
  draw();
  const hash = hashOf(state);
  if (hash !== (location.hash || "#")) history[inPlace ? "replaceState" : "pushState"](null, "", hash);
}

// drawn is the state that is seen, in parts: what did not change is not drawn
// again.
let drawn = { open: -1 }, scrolled = 0;

function draw() {
  const { open, ...filter } = state, { sort, down, ...chosen } = filter;
  const is = { open, filter: JSON.stringify(filter), chosen: JSON.stringify(chosen) };
  const opens = open >= 0 && drawn.open < 0, closes = open < 0 && drawn.open >= 0;
  if (opens) scrolled = scrollY;
  document.body.classList.toggle("reading", open >= 0);
  byId("posting").hidden = open < 0;
  if (is.chosen !== drawn.chosen || closes) drawCharts(); // beside a posting they had no width
  if (is.filter !== drawn.filter) {
    drawn.rows = rowsOf(state, drawn.fails);
    count();
  }
  list.show(drawn.rows, state);
  if (open >= 0 && open !== drawn.open) show(open);
  if (opens) list.reveal();
  if (closes) leave();
  if (byId("search").value !== state.q) byId("search").value = state.q;
  Object.assign(drawn, is);
}

// leave goes back to where the list was before a posting was opened.
function leave() {
  scrollTo(0, scrolled);
  list.draw(true);
  byId("list").focus({ preventScroll: true });
}

function drawCharts() {
  drawn.fails = failuresOf(state);
  drawMatrix(state, drawn.fails, (says, duties) => change({ says, duties }));
  drawConfidence(state, drawn.fails, (from, to) => change({ from, to }));
  drawEmployers(state, drawn.fails, change);
  drawChips(state, drawn.fails, change);
}

function count() {
  const some = drawn.rows.length < data.n ? thousands(drawn.rows.length) + " of " : "";
  byId("count").textContent = some + thousands(data.n) + " postings";
}

// show opens a posting. Of several asked for one after the other, the last is
// shown.
async function show(row) {
  const d = await data.detail(row);
  if (state.open !== row) return;
  const close = () => change({ open: -1 });
  drawPosting(row, d, (by) => { list.go(list.at + by); }, close);
  byId("news").textContent = "Opened: " + visible(data.title[row] || data.name[row]);
  if (byId("results").offsetParent === null) { // a narrow window shows one or the other
    scrollTo(0, 0);
    byId("posting").focus({ preventScroll: true });
  }
}

function keys(event) {
  const typing = event.target.matches("input");
  if (event.key === "/" && !typing) byId("search").focus();
  else if (event.key === "Escape" && event.target === byId("search") && state.q) change({ q: byId("search").value = "" });
  else if (event.key === "Escape" && state.open >= 0) change({ open: -1 });
  else if (event.key === "ArrowDown" && event.target === byId("search")) byId("list").focus();
  else return;
  event.preventDefault();
}

// lead says in a sentence what the page holds.
function lead() {
  const n = (kind) => data.kind.filter((k) => data.kinds[k] === kind).length;
  const part = (kind, words) => n(kind) > 0 && [", ", el("b", { class: kind }, thousands(n(kind))), words];
  replace(byId("lead"), el("b", {}, thousands(data.n)), data.n === 1 ? " posting" : " postings",
    part("mismatch", " whose title does not match the duties"),
    part("neighbours", " between Product Manager and its technical neighbour"),
    part("accepted", " more that the baseline accepts"),
    part("resolved", " with an ambiguous title that the duties settle"),
    part("unreadable", " that could not be read"), ".");
  byId("made").textContent = "Made by rolecall " + data.versions.map(visible).join(", ") + " from " + thousands(data.n) + " rows, " +
    (data.texts === data.n ? "all" : data.texts === 0 ? "none" : thousands(data.texts)) + " with their text. The page makes no requests.";
}

// skip leads to what there is: the open posting, the list, or what is said in its
// place. The address is not changed, since it holds the state.
function skip(event) {
  event.preventDefault();
  const to = [byId("posting"), byId("list"), byId("lead")].find((e) => e.offsetParent !== null);
  to.focus();
  to.scrollIntoView({ block: "start" });
}

async function start() {
  document.querySelector(".skip").addEventListener("click", skip);
  if (typeof DecompressionStream === "undefined") throw new Error("this browser cannot unpack the page: it needs one of 2023 or later");
  await data.load();
  if (data.n === 0) {
    byId("lead").textContent = "There is nothing to show: the results hold no rows.";
    return;
  }
  data.repeated = data.duplicate.includes(1);
  lead();
  rankWords();
  for (const id of ["overview", "filters", "results"]) byId(id).hidden = false;
  list.start((open, inPlace) => change({ open }, inPlace || state.open >= 0), (sort, down) => change({ sort, down }));
  byId("search").addEventListener("input", () => change({ q: byId("search").value }, state.q !== ""));
  for (const id of ["from", "to"]) byId(id).addEventListener("change", () => {
    const from = Number(byId("from").value), to = Number(byId("to").value);
    if (from >= 0 && to <= 1 && from < to) change({ from, to });
  });
  byId("clear").addEventListener("click", () => change({ ...nothingChosen(), sort: state.sort, down: state.down, open: state.open }));
  byId("role-key").append(roleKey());
  byId("export").addEventListener("click", () => save("postings.csv", "text/csv", tableOf(exported.map(([name]) => name),
    drawn.rows.map((i) => exported.map(([, of]) => of(i))))));
  addEventListener("keydown", keys);
  addEventListener("popstate", () => { state = stateOf(location.hash); draw(); });
  addEventListener("beforeprint", () => list.printable());
  addEventListener("afterprint", () => list.draw(true));
  // What sticks to the top stands above what scrolls below it.
  new ResizeObserver(() => document.documentElement.style.setProperty("--under", above() + "px")).observe(byId("filters"));
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; drawCharts(); } });
  state = stateOf(location.hash);
  draw();
  document.documentElement.dataset.ready = "";
}

start().catch((error) => {
  byId("lead").textContent = "The page cannot be shown: " + error.message + ".";
  throw error;
});
