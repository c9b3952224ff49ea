// Package words turns texts into the words that are compared: white space
// parts them, prose's tokenizer and a few rules part what is still joined, and
// each is compared by its stem. It knows names of roles, where sentences begin,
// and what kinds of words there are.
package words
