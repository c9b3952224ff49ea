// Package mail reads postings in e-mails, and pages that were saved as one.
package mail

import (
	"bytes"
	"io"
	"mime"
	"strings"

	"github.com/emersion/go-message"

	"rolecall/extract/internal/charset"
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// Bounds of a MIME document. A page that Chrome saved has some hundred parts.
const (
	maxMIMEParts  = 5000
	maxMIMEDepth  = 8
	maxMIMEHeader = 256 << 10
)

// A mimePart is a part that can hold text, with its transfer encoding undone.
type mimePart struct {
	mediaType string
	charset   string // as declared
	id        string // Content-ID without the brackets
	location  string // Content-Location
	data      []byte
}

// text returns the part in UTF-8.
func (p mimePart) text() []byte { return charset.Decode(p.data, p.charset) }

func (p mimePart) isHTML() bool {
	return p.mediaType == "text/html" || p.mediaType == "application/xhtml+xml"
}

// A mimeDocument is an e-mail or a page saved as one, read whole.
type mimeDocument struct {
	header   message.Header
	start    string // Content-ID of the root part, as the container names it
	parts    []mimePart
	attached []string // media types of the parts that hold no text
	files    []File   // of these, what can be a document
	broken   error    // where reading stopped early; what came before is kept

	left  int // bytes that may still be kept
	count int
}

// readMIME reads a MIME document of at most o.MaxBytes.
func readMIME(in *document.Input, o posting.Options) (*mimeDocument, error) {
	body, _ := charset.CutBOM(in.Body)
	body = cutMailbox(bytes.TrimLeft(body, " \t\r\n"))
	e, err := message.ReadWithOptions(bytes.NewReader(body), &message.ReadOptions{MaxHeaderBytes: maxMIMEHeader})
	if e == nil {
		return nil, err
	}
	d := &mimeDocument{header: e.Header, left: o.MaxBytes}
	if _, params, err := e.Header.ContentType(); err == nil {
		d.start = strings.Trim(params["start"], "<>")
	}
	d.add(e, 0)
	return d, nil
}

// cutMailbox removes the line "From somebody date" in which mailbox files wrap
// a message.
func cutMailbox[T string | []byte](b T) T {
	const mark = "From "
	if len(b) < len(mark) || string(b[:len(mark)]) != mark {
		return b
	}
	i := 0
	for i < len(b) && b[i] != '\n' {
		i++
	}
	return b[min(i+1, len(b)):]
}

// add keeps an entity, or the parts that it is made of. Unknown charsets and
// transfer encodings are no errors here: the bytes are kept as they are.
func (d *mimeDocument) add(e *message.Entity, depth int) {
	d.count++
	if depth > maxMIMEDepth || d.count > maxMIMEParts || d.left <= 0 {
		return
	}
	if r := e.MultipartReader(); r != nil {
		for d.count <= maxMIMEParts {
			part, err := r.NextPart()
			if part == nil {
				if err != io.EOF {
					d.broken = err
				}
				return
			}
			d.add(part, depth+1)
		}
		return
	}
	media, params, err := e.Header.ContentType()
	if err != nil || media == "" {
		media = "text/plain"
	}
	switch {
	case media == "message/rfc822":
		if inner, _ := message.ReadWithOptions(e.Body, &message.ReadOptions{MaxHeaderBytes: maxMIMEHeader}); inner != nil {
			d.header = inner.Header // what is passed on is the document
			d.add(inner, depth+1)
		}
	case strings.HasPrefix(media, "text/") || media == "application/xhtml+xml":
		d.keep(e, mimePart{mediaType: media, charset: params["charset"]})
	default:
		d.attach(e, media)
	}
}

// maxAttached is how many attached documents are kept.
const maxAttached = 16

// attach notes a part that is no text of the message, and keeps what can be a
// document: pictures and the like are not.
func (d *mimeDocument) attach(e *message.Entity, media string) {
	d.attached = append(d.attached, media)
	switch kind, _, _ := strings.Cut(media, "/"); {
	case kind == "image" || kind == "audio" || kind == "video" || kind == "font", len(d.files) == maxAttached:
		return
	}
	_, params, _ := mime.ParseMediaType(e.Header.Get("Content-Disposition"))
	name := params["filename"]
	if name == "" {
		_, params, _ = e.Header.ContentType()
		name = params["name"]
	}
	b, err := io.ReadAll(io.LimitReader(e.Body, int64(d.left)))
	if err != nil {
		d.broken = err
	}
	d.left -= len(b)
	d.files = append(d.files, File{Name: name, Data: b})
}

// A File is a document that is attached to a message.
type File struct {
	Name string
	Data []byte
}

func (d *mimeDocument) keep(e *message.Entity, p mimePart) {
	if media, _, _ := mime.ParseMediaType(e.Header.Get("Content-Disposition")); media == "attachment" && p.mediaType != "text/html" {
		d.attach(e, p.mediaType)
		return
	}
	p.id = strings.Trim(e.Header.Get("Content-ID"), "<> ")
	p.location = strings.TrimSpace(e.Header.Get("Content-Location"))
	b, err := io.ReadAll(io.LimitReader(e.Body, int64(d.left)))
	if err != nil {
		d.broken = err
	}
	d.left -= len(b)
	p.data = b
	d.parts = append(d.parts, p)
}

// field reads a header field, encoded words decoded in any charset.
func (d *mimeDocument) field(key string) string {
	words := mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(r)
		return bytes.NewReader(charset.Decode(b, label)), err
	}}
	raw := d.header.Get(key)
	if s, err := words.DecodeHeader(raw); err == nil {
		raw = s
	}
	return line.OneLine(string(charset.Decode([]byte(raw), "")))
}

// headerFields lists, in lower case, the fields of a header block on top of a
// text; nil where there is none, or where a line is no field.
func headerFields(top string) map[string]bool {
	top = cutMailbox(top)
	fields := map[string]bool{}
	for l := range strings.SplitSeq(top, "\n") {
		l = strings.TrimRight(l, "\r")
		if l == "" {
			return fields
		}
		if l[0] == ' ' || l[0] == '\t' {
			continue
		}
		name, _, ok := strings.Cut(l, ":")
		if !ok || name == "" || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }) {
			if len(top) >= document.OpeningBytes*3/4 && strings.HasSuffix(top, l) {
				return fields // the window ends in the midst of a line
			}
			return nil
		}
		fields[strings.ToLower(name)] = true
	}
	return fields
}
