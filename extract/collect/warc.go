package collect

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
)

// warc reads a WARC file (ISO 28500): the documents among its response,
// resource and conversion records, named by their URIs.
func (c *collector) warc(s source) bool {
	for {
		h, err := readRecordHeader(s.r)
		if err == io.EOF {
			return true
		}
		if err != nil {
			return c.failed(s.name, err)
		}
		body := &io.LimitedReader{R: s.r, N: h.length}
		if h.holdsDocument() && c.chosen(h.path()) && !c.record(memberName(s.name, h.uri), h, body, s.out) {
			return false
		}
		if _, err := io.Copy(io.Discard, body); err != nil || body.N > 0 {
			return c.failed(s.name, broken("truncated WARC record %s", h.uri))
		}
	}
}

// record yields the document of one record. Redirections and what is no
// document (pictures, style sheets) are passed over, as in a folder.
func (c *collector) record(name string, h *recordHeader, body io.Reader, out *expansion) bool {
	data, err := readSized(body, h.length, c.o.MaxBytes)
	if err == nil && int64(len(data)) < h.length {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && h.kind == "response" {
		var ok bool
		if data, ok, err = payload(data, c.o.MaxBytes, out); err == nil && !ok {
			return true
		}
	}
	d, wanted := c.begin(name)
	d.Data, d.Err = data, readError(err)
	return !wanted || c.emit(d)
}

// A recordHeader is what is needed of a record's header.
type recordHeader struct {
	kind, uri, contentType string
	length                 int64
}

func (h *recordHeader) holdsDocument() bool {
	switch h.kind {
	case "response", "resource", "conversion":
		return !strings.HasPrefix(h.uri, "dns:") && path.Base(h.path()) != "robots.txt" && isDocumentType(h.contentType)
	}
	return false
}

// path is the URI's path, that globs are matched with.
func (h *recordHeader) path() string {
	u, err := url.Parse(h.uri)
	if err != nil {
		return h.uri
	}
	return strings.TrimPrefix(u.Path, "/")
}

// maxHeader bounds the lines of a record's header, each.
const maxHeader = 1 << 20

// readRecordHeader reads the next record's header. At the end of the file it
// returns io.EOF.
func readRecordHeader(r *bufio.Reader) (*recordHeader, error) {
	h := &recordHeader{length: -1}
	started := false
	for {
		line, err := readLine(r, maxHeader)
		if err != nil {
			if err == io.EOF && started {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		switch text := strings.TrimSpace(string(line)); {
		case !started && text == "":
			continue // between records
		case !started && !strings.HasPrefix(text, "WARC/"):
			return nil, broken("broken WARC: %.40q where a record should begin", text)
		case !started:
			started = true
		case text == "" && h.length < 0:
			return nil, broken("broken WARC: a record without Content-Length")
		case text == "":
			return h, nil
		default:
			h.set(text)
		}
	}
}

func (h *recordHeader) set(line string) {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch strings.ToLower(name) {
	case "warc-type":
		h.kind = strings.ToLower(value)
	case "warc-target-uri":
		h.uri = strings.Trim(value, "<>") // as some writers of WARC 1.0 put them
	case "content-type":
		h.contentType = value
	case "content-length":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			h.length = n
		}
	}
}

// payload takes the document out of a HTTP response. It is not ok where the
// response has none. A charset that only the server states is put on top, as
// extract reads it.
func payload(b []byte, limit int64, out *expansion) (doc []byte, ok bool, err error) {
	head, body, found := bytes.Cut(b, []byte("\r\n\r\n"))
	if !found {
		if head, body, found = bytes.Cut(b, []byte("\n\n")); !found {
			return nil, false, broken("a HTTP response without a header")
		}
	}
	// http.ReadResponse knows no version without a dot.
	head = append(bytes.Replace(bytes.Clone(head), []byte("HTTP/2 "), []byte("HTTP/2.0 "), 1), "\r\n\r\n"...)
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(head)), nil)
	if err != nil {
		return nil, false, broken("not a HTTP response: %w", err)
	}
	resp.Body.Close()
	contentType := resp.Header.Get("Content-Type")
	switch {
	case resp.StatusCode >= 300 && resp.StatusCode < 400 || !isDocumentType(contentType):
		return nil, false, nil
	case resp.StatusCode >= 400:
		return nil, true, accessError(fmt.Sprintf("the server answered %d", resp.StatusCode))
	}
	if len(resp.TransferEncoding) > 0 {
		// Some writers keep the header and store the body without the chunks.
		if plain, err := readSized(httputil.NewChunkedReader(bytes.NewReader(body)), int64(len(body)), limit); err == nil {
			body = plain
		}
	}
	if body, err = decoded(body, resp.Header.Get("Content-Encoding"), limit, out); err != nil {
		return nil, true, err
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		body = append([]byte("HTTP/1.1 200 OK\r\nContent-Type: "+contentType+"\r\n\r\n"), body...)
	}
	return body, true, nil
}

// isDocumentType tells a document's media type from that of what belongs to a
// page.
func isDocumentType(t string) bool {
	t = strings.ToLower(t)
	for _, no := range []string{"image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript", "application/x-javascript"} {
		if strings.HasPrefix(t, no) {
			return false
		}
	}
	return true
}

// decoded undoes a content encoding. What says it is encoded and is not was
// decoded by the writer of the file.
func decoded(body []byte, encoding string, limit int64, out *expansion) ([]byte, error) {
	var r io.Reader
	var err error
	switch in := bytes.NewReader(body); strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
			return body, nil
		}
		r, err = inflate(kindGzip, in)
	case "zstd":
		if !bytes.HasPrefix(body, []byte("\x28\xb5\x2f\xfd")) {
			return body, nil
		}
		r, err = inflate(kindZstd, in)
	case "deflate": // with or without zlib's header
		if r, err = zlib.NewReader(in); err != nil {
			in.Reset(body)
			r, err = flate.NewReader(in), nil
		}
	case "br":
		r = brotli.NewReader(in)
	default:
		return body, nil
	}
	if err != nil {
		return nil, broken("content encoding %s: %w", encoding, err)
	}
	return readSized(expanded{r, out}, int64(len(body))*4, limit)
}
