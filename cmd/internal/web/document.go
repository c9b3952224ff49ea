package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"rolecall/extract/collect"
)

// maxFiles is how many documents one request may bring.
const maxFiles = 64

// The media types of bodies that are no document themselves.
const (
	jsonType = "application/json"
	formType = "multipart/form-data"
)

// documentTypes are the media types of bodies that are a document. What a
// document is, is told from its content; the type only says that it is one.
func documentTypes() []string {
	return []string{
		"text/html", "text/plain", "text/markdown", "application/xhtml+xml", "application/pdf",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"message/rfc822", "multipart/related", "application/octet-stream",
	}
}

// body takes what a request brings, within a grant. It is not parsed before
// documents is called, when the request's turn has come.
func (s *Server) body(w http.ResponseWriter, r *http.Request, g *grant) (documents func() ([]collect.Document, error), err error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	known := media == jsonType || media == formType || slices.Contains(documentTypes(), media)
	switch coding := r.Header.Get("Content-Encoding"); {
	case err != nil || !known:
		return nil, problem(http.StatusUnsupportedMediaType, "Content-Type must be one of "+strings.Join(slices.Concat([]string{jsonType, formType}, documentTypes()), ", "))
	case coding != "" && coding != "identity":
		return nil, problem(http.StatusUnsupportedMediaType, "the body must not be compressed")
	case r.ContentLength > s.o.MaxBytes: // before it is sent
		return nil, tooLarge(s.o.MaxBytes)
	}
	body := g.reader(http.MaxBytesReader(w, r.Body, s.o.MaxBytes))
	if media == formType {
		files, err := formDocuments(multipart.NewReader(body, params["boundary"])) // copied, not parsed
		return func() ([]collect.Document, error) { return files, nil }, err
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("the body: %w", err)
	}
	return func() ([]collect.Document, error) {
		if media == jsonType {
			row, err := postedRow(data)
			return []collect.Document{{Name: "posting", Row: row}}, err
		}
		if strings.HasPrefix(media, "text/") {
			data = withCharset(data, params["charset"])
		}
		return []collect.Document{{Name: "posting", Data: data}}, nil
	}, nil
}

func tooLarge(limit int64) *Problem {
	return problem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the body has more than %d bytes", limit))
}

// withCharset puts a declared charset where extract looks for it: in an HTTP
// header on top of the document. UTF-8 is seen without.
func withCharset(data []byte, charset string) []byte {
	if charset == "" || strings.EqualFold(charset, "utf-8") || len(charset) > 40 {
		return data
	}
	return append([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset="+charset+"\r\n\r\n"), data...)
}

// formDocuments reads the files of a form. They are not written to disk.
func formDocuments(form *multipart.Reader) ([]collect.Document, error) {
	var documents []collect.Document
	for {
		part, err := form.NextPart()
		switch {
		case err == io.EOF && len(documents) == 0:
			return nil, problem(http.StatusBadRequest, "the form has no file")
		case err == io.EOF:
			return documents, nil
		case err != nil:
			return nil, fmt.Errorf("the form: %w", err)
		case part.FormName() != "file" || part.FileName() == "":
			return nil, problem(http.StatusBadRequest, fmt.Sprintf("the form has a field %q; all must be named \"file\" and have a file name", part.FormName()))
		case len(documents) == maxFiles:
			return nil, problem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the form has more than %d files", maxFiles))
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, fmt.Errorf("the form: %w", err)
		}
		documents = append(documents, collect.Document{Seq: int64(len(documents)), Name: part.FileName(), Data: data})
	}
}

// postedRow reads a posting in JSON. It is stricter than encoding/json, so that
// what is misspelt is told and not passed over.
func postedRow(data []byte) (*collect.Row, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil || fields == nil {
		return nil, errors.Join(problem(http.StatusBadRequest, "the body is not a JSON object"), err)
	}
	var row collect.Row
	to := map[string]*string{"title": &row.Title, "company": &row.Company, "url": &row.URL, "text": &row.Text, "html": &row.HTML}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		switch value := bytes.TrimSpace(fields[name]); {
		case to[name] == nil:
			return nil, problem(http.StatusBadRequest, fmt.Sprintf("field %q is none of title, company, url, text, html", name))
		case value[0] != '"' || json.Unmarshal(value, to[name]) != nil:
			return nil, problem(http.StatusBadRequest, fmt.Sprintf("field %q is not a text", name))
		}
	}
	if (fields["text"] == nil) == (fields["html"] == nil) {
		return nil, problem(http.StatusBadRequest, "one of text and html must be there, and not both")
	}
	return &row, nil
}
