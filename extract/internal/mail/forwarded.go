package mail

import (
	"bytes"
	"strings"

	nethtml "golang.org/x/net/html"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// Bounds of the search for what was forwarded.
const (
	maxRemark       = 150 // words that a sender writes above it
	maxHeaderLines  = 8
	maxRemarkBytes  = 64 << 10
	maxFieldWords   = 30
	maxMessageLines = 400
)

// forwarded finds the message that a message passes on. end is the number of
// lines up to the end of its header, 0 where there is none, and title what its
// subject says, which is better than the outer one.
func forwarded(lines []string) (end int, title string) {
	w, remark := words(), 0
	for i, l := range lines[:min(len(lines), maxMessageLines)] {
		if remark > maxRemark {
			return 0, ""
		}
		if w.forwarded[vocabulary.NormalHeading(l)] {
			return header(lines, i+1)
		}
		if key, _, _ := field(l); key == "from" {
			if end, title := header(lines, i); title != "" {
				return end, title
			}
		}
		if w.wrote.MatchString(strings.TrimSpace(l)) {
			return i + 1, ""
		}
		if i+1 < len(lines) && w.wrote.MatchString(strings.TrimSpace(l+" "+lines[i+1])) {
			return i + 2, ""
		}
		remark += line.CountWords(l)
	}
	return 0, ""
}

// header reads the fields at line i and after it.
func header(lines []string, i int) (end int, title string) {
	for i < len(lines) && strings.TrimSpace(lines[i]) == "" {
		i++
	}
	for last := min(len(lines), i+maxHeaderLines); i < last; i++ {
		key, value, ok := field(lines[i])
		if !ok {
			break
		}
		if key == "subject" {
			title = titleOfSubject(value)
		}
	}
	return i, title
}

// field reads a line such as "*Subject:* Rover Pilot". Of the keys it knows those
// that the search turns on, in the languages of the programs that write them.
func field(l string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(l, ":")
	if !ok || line.CountWords(l) > maxFieldWords || line.CountWords(key) > 3 {
		return "", "", false
	}
	value = strings.Trim(value, "* \t")
	w, key := words(), vocabulary.NormalHeading(key)
	switch {
	case w.from[key]:
		key = "from"
	case w.subject[key]:
		key = "subject"
	}
	return key, value, true
}

// forwardedHTML is forwarded for a body in HTML: it returns what stands after the
// header. The tags that were open there are missed by no parser.
func forwardedHTML(body []byte) (rest []byte, title string) {
	var lines []string
	var ends []int
	var text strings.Builder
	z := nethtml.NewTokenizer(bytes.NewReader(body[:min(len(body), maxRemarkBytes)]))
	for at := 0; len(lines) < maxMessageLines; {
		token := z.Next()
		if token == nethtml.ErrorToken {
			break
		}
		at += len(z.Raw())
		if token == nethtml.TextToken {
			text.Write(z.Text())
			continue
		}
		tag, _ := z.TagName()
		switch string(tag) {
		case "br", "p", "div", "tr", "table", "li", "blockquote", "hr", "head", "style", "title":
			if l := line.OneLine(text.String()); l != "" && string(tag) != "style" && string(tag) != "title" {
				lines, ends = append(lines, l), append(ends, at)
			}
			text.Reset()
		}
	}
	end, title := forwarded(lines)
	if end == 0 {
		return body, ""
	}
	return body[ends[end-1]:], title
}
