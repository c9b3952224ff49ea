"use strict";
// The description of the API, as a page.

let doc;

// resolve follows a reference. What stands beside it is kept.
function resolve(x) {
  if (!x || !x.$ref) return x || {};
  const { $ref, ...beside } = x;
  return { name: $ref.split("/").at(-1), ...resolve($ref.slice(2).split("/").reduce((at, key) => at[key], doc)), ...beside };
}

// typeOf says in short what a value is.
function typeOf(schema) {
  const s = resolve(schema);
  if (s.name && doc.components.schemas[s.name]) return el("a", { href: "#" + s.name }, s.name);
  if ("const" in s) return el("code", {}, JSON.stringify(s.const));
  if (s.enum) return s.enum.map((v, k) => [k > 0 && " ", el("code", {}, JSON.stringify(v))]);
  if (s.items) return el("span", {}, "list of ", typeOf(s.items));
  return [s.type || "any bytes"].flat().join(" or ");
}

const rowsOf = (schema) => {
  const s = resolve(schema), required = new Set(s.required);
  return Object.entries(s.properties || {}).map(([name, p]) => el("tr", {},
    el("th", { scope: "row" }, el("code", {}, name), !required.has(name) && el("span", { class: "faint" }, " optional")),
    el("td", {}, typeOf(p)), el("td", {}, resolve(p).description || "")));
};

function table(heads, rows) {
  return el("table", {}, el("thead", {}, el("tr", {}, heads.map((h) => el("th", { scope: "col" }, h)))), el("tbody", {}, rows));
}

function operation(path, method, op) {
  const body = resolve(op.requestBody);
  return el("section", { "aria-label": method + " " + path },
    el("h2", {}, el("code", {}, el("span", { class: "method" }, method.toUpperCase()), " ", path)),
    el("p", {}, el("strong", {}, op.summary), " ", op.description || ""),
    body.content && [el("h3", {}, "Body"), el("p", {}, body.description),
      table(["Content-Type", "what it is"], Object.entries(body.content).map(([type, c]) => el("tr", {}, el("th", { scope: "row" }, el("code", {}, type)), el("td", {}, typeOf(c.schema)))))],
    el("h3", {}, "Answers"),
    table(["status", "what it means", "body"], Object.entries(op.responses).map(([status, response]) => {
      const r = resolve(response), [[type, content]] = Object.entries(r.content), rows = rowsOf(content.schema), one = resolve(content.schema);
      return el("tr", {}, el("th", { scope: "row" }, el("code", {}, status)), el("td", {}, r.description),
        el("td", {}, el("code", {}, type), " ", one.name ? typeOf(content.schema) : Object.entries(one.properties || {}).map(([name, p], k) => [k > 0 && ", ", name + ": ", typeOf(p)])));
    })));
}

function schema(name) {
  const s = resolve({ $ref: "#/components/schemas/" + name }), parts = (s.allOf || []).map((p) => resolve(p).name), rows = rowsOf(s);
  return el("section", { "aria-label": name }, el("h3", { id: name }, name),
    el("p", {}, s.description || "", parts.length > 0 && [" All of ", parts.map((p) => el("a", { href: "#" + p }, p)), ", and:"],
      rows.length === 0 && [" ", s.enum ? s.enum.map((v) => [el("code", {}, JSON.stringify(v)), " "]) : [s.type || []].flat().join(" or ")],
      s.minimum !== undefined && " from " + s.minimum + " to " + s.maximum),
    rows.length > 0 && table(["field", "type", "meaning"], rows),
    (s.examples || []).map((x) => el("pre", {}, JSON.stringify(x, null, 2))));
}

async function draw() {
  doc = await (await fetch("/v1/openapi.json")).json();
  replace(byId("api"), el("p", {}, doc.info.description),
    el("pre", {}, "curl -H 'Content-Type: text/html' --data-binary @saved/acme-tpm.html " + location.origin + "/v1/classify\n" +
      "curl -F file=@saved/acme-tpm.html -F file=@saved/beta-em.pdf " + location.origin + "/v1/classify\n" +
      "curl --json '{\"title\": \"TPM\", \"text\": \"You will lead \u2026\"}' " + location.origin + "/v1/explain"),
    Object.entries(doc.paths).map(([path, item]) => Object.entries(item).map(([method, op]) => operation(path, method, op))),
    el("h2", {}, "Schemas"), Object.keys(doc.components.schemas).map(schema));
}

draw();
