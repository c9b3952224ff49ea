package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// maxPDFText is the most that is taken from pdftotext.
const maxPDFText = 4 << 20

// runPDFToText reads a PDF with poppler's pdftotext. Its text knows nothing of
// type, so that headings are told by their wording alone.
func runPDFToText(path string, data []byte, o posting.Options) (posting.Extraction, error) {
	ctx, cancel := context.WithTimeout(context.Background(), o.Timeout)
	defer cancel()
	out := &boundedBuffer{limit: maxPDFText}
	cmd := exec.CommandContext(ctx, path, "-enc", "UTF-8", "-q", "-l", fmt.Sprint(maxPDFPages), "-", "-")
	cmd.Stdin, cmd.Stdout = bytes.NewReader(data), out
	cmd.Env = []string{} // nothing of the caller's
	if err := cmd.Run(); err != nil {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			err = fmt.Errorf("longer than %v", o.Timeout)
		}
		return posting.Extraction{}, fmt.Errorf("running pdftotext: %w", err)
	}
	f := readPages(out.String())
	f.Note = "the text that pdftotext gives"
	f.CutSurroundings("")
	return document.FromDraft("pdftotext", f, o), nil
}

// A boundedBuffer keeps the first bytes that are written to it.
type boundedBuffer struct {
	bytes.Buffer
	limit int
}

// Write fails when the limit is met, which ends the process that writes.
func (b *boundedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.limit {
		return 0, fmt.Errorf("more than %d bytes of text", b.limit)
	}
	return b.Buffer.Write(p)
}

// readPages reads text whose pages form feeds end, as lines.
func readPages(text string) document.Draft {
	var all []printedLine
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	for i, page := range pages {
		for l := range strings.SplitSeq(page, "\n") {
			all = append(all, printedLine{text: strings.TrimRight(l, " \r"), page: i})
		}
	}
	f := dropEdges(all, len(pages))
	var lines []string
	for _, l := range all {
		if !l.drop {
			lines = append(lines, cleanGlyphs(l.text))
		}
	}
	f.Lines = line.Parse(strings.Join(line.Unfold(lines), "\n"))
	return f
}
