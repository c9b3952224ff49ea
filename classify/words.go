package classify

import (
	"fmt"
	"strconv"
	"strings"

	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// wordBytes are what a word takes behind its stem: its rarity and its weights.
const wordBytes = 1 + lexicon.NumRoles

// readWords reads words as SumParameters has them.
func readWords(lines []string) ([]statement.PostingWord, error) {
	words := make([]statement.PostingWord, len(lines))
	for i, line := range lines {
		fields := strings.Fields(line)
		bad := fmt.Errorf("fitted weights: word %q: want a stem, a number from 1 to 255 and %d from -128 to 127", line, lexicon.NumRoles)
		if len(fields) != 1+wordBytes {
			return nil, bad
		}
		w := &words[i]
		rarity, err := strconv.ParseUint(fields[1], 10, 8)
		if err != nil || rarity == 0 {
			return nil, bad
		}
		w.Stem, w.Rarity = fields[0], uint8(rarity)
		for k := range w.Weigh {
			n, err := strconv.ParseInt(fields[2+k], 10, 8)
			if err != nil {
				return nil, bad
			}
			w.Weigh[k] = int8(n)
		}
	}
	if len(words) > maxWords {
		return nil, fmt.Errorf("fitted weights: %d words, more than %d", len(words), maxWords)
	}
	return words, nil
}

// maxWords is how many words a table numbers.
const maxWords = 1 << 16

// WordLines writes words as SumParameters has them.
func WordLines(words []statement.PostingWord) []string {
	lines := make([]string, len(words))
	for i := range words {
		w := &words[i]
		line := append(make([]byte, 0, 48), w.Stem...)
		line = strconv.AppendInt(append(line, ' '), int64(w.Rarity), 10)
		for _, n := range w.Weigh {
			line = strconv.AppendInt(append(line, ' '), int64(n), 10)
		}
		lines[i] = string(line)
	}
	return lines
}

// appendWords appends words as bytes: the stems, a line each, then of each word
// its rarity and its weights.
func appendWords(b []byte, words []statement.PostingWord) []byte {
	for i := range words {
		b = append(append(b, words[i].Stem...), '\n')
	}
	for i := range words {
		b = append(b, words[i].Rarity)
		for _, n := range words[i].Weigh {
			b = append(b, byte(n))
		}
	}
	return b
}

// cutWords reads what appendWords wrote. Stems are parts of data.
func cutWords(data string) ([]statement.PostingWord, error) {
	var words []statement.PostingWord
	for at := strings.IndexByte(data, '\n'); at >= 0 && len(data) > wordBytes*len(words); at = strings.IndexByte(data, '\n') {
		words, data = append(words, statement.PostingWord{Stem: data[:at]}), data[at+1:]
	}
	if len(data) != wordBytes*len(words) {
		return nil, errCutShort
	}
	for i := range words {
		w := data[wordBytes*i:][:wordBytes]
		words[i].Rarity = w[0]
		for k := range words[i].Weigh {
			words[i].Weigh[k] = int8(w[1+k])
		}
	}
	return words, nil
}
