package words

// A Token is one compared word of a text.
type Token struct {
	Word       int32 // its number in the vocabulary (see WordID), 0 for an unknown word, one that is part of a role's name, or, in a Reading, one that is denied
	Start, End int32 // bytes in the text

	Class MentionClass // of the word, as part of a role's name
	Marks Marks
}

// Named reports whether the token is part of a role's name.
func (t *Token) Named() bool { return t.Marks&Named != 0 }

// Marks say of a token how it stands in its sentence, and in which form.
type Marks uint8

const (
	Breaks  Marks = 1 << iota // a sentence or a line begins here: no pattern goes across
	Clause                    // a colon, a dash, a bracket or the like stands before
	Comma                     // a comma, an ampersand or the like stands before
	Article                   // a word that is left out stands before
	Our                       // which is "our"
	Ing                       // the word is written with -ing
	Adverb                    // it is written with -ly, or is an adverb without
	Named                     // it is part of a role's name
)
