"use strict";
// What is listed, as a file for a spreadsheet.

// cellOf makes a cell of CSV. One that begins like a formula begins with a
// quote, so that no posting computes in somebody's spreadsheet; controls and
// what turns the direction of text are left out, as the command does.
function cellOf(value) {
  if (typeof value === "number") return String(value);
  let text = String(value ?? "").replace(/[\t\r\u2028\u2029]/g, " ").replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, "");
  if (/^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u.test(text)) text = "'" + text;
  return /[",\n]|^\s|\s$/u.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

// tableOf makes a table of CSV: the names of its columns, and of each row its
// cells. The mark in front tells spreadsheets that it is UTF-8.
const tableOf = (columns, rows) => "\ufeff" + [columns, ...rows].map((cells) => cells.map(cellOf).join(",") + "\r\n").join("");

// save gives a text to the browser as a file to be kept.
function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
