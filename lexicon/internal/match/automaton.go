package match

// An Automaton finds all patterns in one pass over the tokens of a text. From
// each state, a word leads to one state, so that a step costs one look-up
// however many patterns there are. A walker reads by it.
//
// Gaps are no part of the steps: they would multiply the states. A state says
// where reading goes on behind a gap, and the walker tries each of the few
// words that may follow.
//
// An Automaton does not change once it is built.
type Automaton struct {
	begin   []state // by word: the state that it leads to from the start of a match; later words begin none
	states  []state
	halts   []halt // the first is none
	steps   []step
	accepts []int32 // patterns; each state has its own range
	gaps    []gap   // likewise, ended by one of no words
}

// A state is what has been read of some patterns. Four of them fill a cache
// line: what hardly any of them has stands apart.
type state struct {
	words uint64 // a bit for each word that leads on, by the last six bits of its id
	steps int32  // where those of the state begin
	halt  int32  // what there is to do in it besides, 0 for nothing
}

// A halt is what there is to do in a state besides leading on.
type halt struct {
	accepts, acceptsEnd int32 // the patterns that end here
	gap                 int32 // the first of the gaps that begin here, 0 for none
}

// A gap stands for up to some words, which lead to no other state. A longer gap
// of the same state goes on where it ends.
type gap struct {
	to    int32  // the state behind it, and behind all longer ones
	words int32  // the most words in it
	steps int32  // where those of that state begin
	lead  uint64 // the words of that state, which hardly any word is of
}

// dead is the state from which nothing can match.
const dead = 0
