package marked

import "rolecall/lexicon"

// maxRank is how many of the strongest pieces are counted apart.
const maxRank = 5

// Soundness counts pieces of evidence. One is sound where its line bears a
// letter of the role that it is said to speak for.
type Soundness struct {
	Pieces int `json:"pieces"`
	True   int `json:"sound"`

	// Of the pieces at each rank, the strongest first.
	Ranked [maxRank]int `json:"pieces_by_rank"`
	Ranks  [maxRank]int `json:"sound_by_rank"`
}

// Sound returns the share of sound pieces among the first n of each posting, at
// most five; 0 for all.
func (s *Soundness) Sound(n int) float64 {
	if n == 0 {
		return ratio(s.True, s.Pieces)
	}
	var sound, pieces int
	for k := range min(n, maxRank) {
		sound, pieces = sound+s.Ranks[k], pieces+s.Ranked[k]
	}
	return ratio(sound, pieces)
}

func (s *Soundness) count(rank int, sound bool) {
	is := 0
	if sound {
		is = 1
	}
	s.Pieces, s.True = s.Pieces+1, s.True+is
	if rank < maxRank {
		s.Ranked[rank], s.Ranks[rank] = s.Ranked[rank]+1, s.Ranks[rank]+is
	}
}

func (s *Soundness) add(t *Soundness) {
	s.Pieces, s.True = s.Pieces+t.Pieces, s.True+t.True
	for k := range s.Ranks {
		s.Ranked[k], s.Ranks[k] = s.Ranked[k]+t.Ranked[k], s.Ranks[k]+t.Ranks[k]
	}
}

// Evidence is how sound the evidence of postings is, and how much of what
// readers marked it covers.
type Evidence struct {
	Postings int `json:"postings"`
	Few      int `json:"postings_with_fewer_than_three_pieces"`
	Lost     int `json:"pieces_in_no_line"` // counted as false

	All  Soundness `json:"all"`
	Role Soundness `json:"role"` // of postings labelled one of the four roles
	None Soundness `json:"none"` // of those labelled none

	// Covered are the lines that bear a letter of the label, of postings
	// labelled one of the four roles and rightly so, that have a piece of
	// evidence for it; Cover are all such lines.
	Covered int `json:"covered_lines"`
	Cover   int `json:"lines_to_cover"`
}

// Coverage returns the share of lines that bear the label's letter and have a
// piece of evidence.
func (e *Evidence) Coverage() float64 { return ratio(e.Covered, e.Cover) }

func (e *Evidence) add(f *Evidence) {
	e.Postings, e.Few, e.Lost = e.Postings+f.Postings, e.Few+f.Few, e.Lost+f.Lost
	e.Covered, e.Cover = e.Covered+f.Covered, e.Cover+f.Cover
	e.All.add(&f.All)
	e.Role.add(&f.Role)
	e.None.add(&f.None)
}

// fewPieces is how many pieces a posting should have.
const fewPieces = 3

// evidence judges the pieces that add to the label of the duties, in their
// order. each is told of every one.
func (p *judged) evidence(each func(concept string, sound bool)) (e Evidence) {
	label := p.result.Body.Label
	if label == "" { // no duties were read
		return e
	}
	byLabel := &e.Role
	if label == lexicon.None {
		byLabel = &e.None
	}
	cited, rank := map[int]bool{}, 0
	for i := range p.result.Evidence {
		piece := &p.result.Evidence[i]
		if piece.Weight <= 0 {
			continue
		}
		n := p.lineOf(piece.Text, piece.Sentence)
		sound := n >= 0 && speaks(p.lines[n].letters, piece.Role)
		switch {
		case n < 0:
			e.Lost++
		case piece.Role == label:
			cited[n] = true
		}
		e.All.count(rank, sound)
		byLabel.count(rank, sound)
		each(piece.Concept, sound)
		rank++
	}
	e.Postings = 1
	if rank < fewPieces {
		e.Few = 1
	}
	if label != lexicon.None && label == p.Label {
		for n := range p.lines {
			if speaks(p.lines[n].letters, label) {
				e.Cover++
				if cited[n] {
					e.Covered++
				}
			}
		}
	}
	return e
}
