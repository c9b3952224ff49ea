"use strict";
// Elements are made here and nowhere else: what a posting says becomes text
// nodes and attributes, never markup.

// visible shows the controls of a terminal, and what turns the direction of the
// text around it, as marks.
function visible(text) {
  return String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (c) => "\u27e8" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u27e9");
}

// el makes an element. Attributes that are null, undefined or false are left
// out; functions are listeners; children are elements or text.
function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

// svg makes an element of a drawing.
function svg(name, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? "" : visible(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : visible(child));
  }
  return node;
}

// said is text of a posting: whatever its direction, what stands beside it
// keeps its own.
function said(text, attributes) {
  return el("bdi", attributes, text);
}

// link leads to an address of the web; other addresses are shown as text.
function link(address) {
  let url;
  try { url = new URL(address); } catch { return said(address); }
  if (url.protocol !== "https:" && url.protocol !== "http:") return said(address);
  return el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, url.host);
}

const byId = (id) => document.getElementById(id);

// replace draws what a node holds anew. The focus stays on the button with the
// same data-key; where it is gone, it goes to the list.
function replace(node, ...children) {
  const focused = node.contains(document.activeElement) && document.activeElement.dataset.key;
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (!focused) return;
  const again = [...node.querySelectorAll("[data-key]")].find((e) => e.dataset.key === focused);
  (again || byId("list")).focus({ preventScroll: true });
}

const thousands = (n) => n.toLocaleString("en-US");
const share = (x) => x.toFixed(2);
const signed = (x) => (x < 0 ? "\u2212" : "+") + Math.abs(x).toFixed(3);
