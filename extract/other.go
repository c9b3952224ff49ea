package extract

// minOtherWords is the length from which the absence of a posting's wording
// tells: of 7,874 postings none as long is without it, while one in sixty
// passages of two hundred words out of their midst is.
const minOtherWords = 250

// looksOther recognises a plain text that cannot be a posting: long, in English,
// and without a single wording or heading that postings have. News, logs and
// recipes are of that kind. Of a short text or one in another language that
// cannot be said, and it is read as it is.
func looksOther(s *unread) bool {
	if s.binary || len(s.data) > maxPlainText {
		return false
	}
	lines := textLines(string(contents(s.data)))
	if wordsOf(lines) < minOtherWords {
		return false
	}
	e := weigh(lines)
	return e.signals == 0 && e.kinds == 0 && language(joinLines(lines)) == "en"
}

// readOther refuses it.
func readOther(_ string, data []byte, _ Options) []Extraction {
	return []Extraction{refusal(NotAPosting, "%s, and no wording or heading that postings have", count(wordsOf(textLines(string(contents(data)))), "word"))}
}
