package extract

// minOtherWords is the length from which the absence of a posting's wording
// tells: of 7,874 postings none as long is without it, while one in sixty
// passages of two hundred words out of their midst is.
const minOtherWords = 250

// isOther recognises the lines of a plain text that cannot be a posting: long,
// in English, and without a single wording or heading that postings have. News,
// logs and recipes are of that kind. Of a short text or one in another language
// that cannot be said, and it is read as it is.
func isOther(lines []line) bool {
	if wordsOf(lines) < minOtherWords {
		return false
	}
	e := weigh(lines)
	return e.signals == 0 && e.kinds == 0 && language(joinLines(lines)) == "en"
}
