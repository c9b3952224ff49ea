"use strict";
// The postings stand in the document as compressed JSON: what the list shows
// in one block, and what an open posting shows in many.

async function unpack(block) {
  const binary = atob(block.textContent), packed = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) packed[i] = binary.charCodeAt(i); // ten times as fast as Uint8Array.from
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

const data = {
  // load unpacks what the list shows. All of it is in columns: title[i] is that
  // of row i.
  async load() {
    Object.assign(this, await unpack(document.querySelector("script.index")));
    if (this.n === 0) return;
    this.blocks = [...document.querySelectorAll("script.details")];
    this.first = [0];
    for (const n of this.chunks) this.first.push(this.first.at(-1) + n);
    for (const r of this.roles) roleNames.set(r.id, r.name);
    this.haystack = this.title.map((title, i) =>
      [title, this.companies[this.company[i]] || "", this.why[i], this.name[i], this.id[i]].join("\n").toLowerCase());
  },

  // detail unpacks what an open posting shows. The last block stays, since
  // neighbours are opened after one another.
  async detail(row) {
    const block = d3.bisectRight(this.first, row) - 1;
    if (this.unpacked !== block) {
      this.last = unpack(this.blocks[block]);
      this.unpacked = block;
    }
    return (await this.last)[row - this.first[block]];
  },

  employer(row) { return this.companies[this.company[row]] || ""; },
  kindOf(row) { return this.kinds[this.kind[row]]; },
};
