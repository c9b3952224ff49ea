// Package match finds patterns in the words of a text: patterns are parsed,
// compiled into an automaton that reads a text in one pass, and what they ask of
// the words around a match is looked at where they match. What a text denies is
// found here too, since it is asked of the words around as well.
package match
