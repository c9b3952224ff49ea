"use strict";
// How labels and verdicts are shown, the same on every page.

// Signs stand beside colours, for those who do not see them.
const signs = {
  mismatch: "\u2260", neighbours: "\u2248", accepted: "\u2713", undecided: "?", resolved: "\u2192",
  agree: "=", "not-audited": "\u2013", unreadable: "\u00d7",
};

const meanings = {
  mismatch: "title and duties differ",
  neighbours: "Product Manager and Product Manager \u2013 Technical differ, the milder mismatch",
  accepted: "a mismatch that the baseline accepts",
  undecided: "the duties are not clear enough to judge the title",
  resolved: "the duties settle an ambiguous title",
  agree: "title and duties say the same",
  "not-audited": "no title, or none that can be read",
  unreadable: "no posting was read",
};

// roleNames says what the roles are called, in their order. The page fills it in.
const roleNames = new Map();

// tone is the class that colours a role; all else is grey.
const tones = new Map([["TPM", "tone-tpm"], ["PM", "tone-pm"], ["PM-T", "tone-pmt"], ["EM", "tone-em"]]);
const tone = (label) => tones.get(label) || "tone-none";

// What a statement's letter stands for, and the role that it speaks for.
const works = new Map([
  ["T", { name: "program delivery", role: "TPM" }], ["P", { name: "product work", role: "PM" }], ["K", { name: "technical product work", role: "PM-T" }],
  ["E", { name: "engineering management", role: "EM" }], ["X", { name: "another job's work", role: "none" }],
]);
