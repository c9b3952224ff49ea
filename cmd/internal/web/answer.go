package web

import (
	"context"
	"encoding/json"
	"net/http"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract/collect"
)

// answer returns the handler of requests that bring documents. render appends
// the results of one document to b as JSON, each with a comma behind it.
func (s *Server) answer(newRender func() render) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		g := &grant{memory: s.memory}
		defer g.release()
		body, err := s.results(w, r, g, newRender())
		if err != nil {
			writeProblem(w, problemOf(err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(body)
	}
}

// A render appends the results of one document to b, each as JSON with a comma
// behind it.
type render func(b []byte, d collect.Document) ([]byte, error)

// largeBody is from how many bytes on a body is read alone: a page takes some
// ten times its size.
const largeBody = 2 << 20

// results reads the documents of a request when its turn comes. Nobody waits
// for a client with the turn taken: neither for the body nor, as the answer is
// whole when results returns, for the answer to be taken.
func (s *Server) results(w http.ResponseWriter, r *http.Request, g *grant, render render) ([]byte, error) {
	documentsOf, err := s.body(w, r, g)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.o.Timeout)
	defer cancel()
	if g.held > largeBody {
		done, err := s.turns.takeLarge(ctx)
		if err != nil {
			return nil, err
		}
		defer done()
	}
	done, err := s.turns.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	documents, err := documentsOf()
	if err != nil {
		return nil, err
	}
	b := []byte(`{"results":[`)
	for _, d := range documents {
		if ctx.Err() != nil {
			return nil, problem(http.StatusServiceUnavailable, "reading took too long; send fewer files at once")
		}
		before := len(b)
		if b, err = render(b, d); err != nil {
			return nil, err
		}
		if err := g.grow(len(b) - before); err != nil {
			return nil, err
		}
	}
	return append(b[:len(b)-1], "]}"...), nil // a document has one result at least
}

// classified renders rows as the command classify does.
func (s *Server) classified() render {
	var groups collect.Groups
	return func(b []byte, d collect.Document) ([]byte, error) {
		for _, row := range s.o.Reader.Rows(d) {
			row.Group, row.Duplicate = groups.Add(row.Fingerprint)
			b = append(row.AppendJSON(b), ',')
		}
		return b, nil
	}
}

// An explained posting is all that is known of it: the way to its label, and
// what the audit says of its title.
type explained struct {
	classify.Explanation
	Neighbours     bool                `json:"neighbours"`
	SuggestedTitle string              `json:"suggested_title"`
	Suggestion     string              `json:"suggestion"`
	Strongest      []classify.Evidence `json:"strongest"`
}

func (s *Server) explained() render {
	return func(b []byte, d collect.Document) ([]byte, error) {
		c := s.o.Reader.Classifier
		for _, e := range d.Extract(s.o.Reader.Extract) {
			why := c.Explain(e)
			f := c.FindingOf(why.Result)
			x := explained{why, f.Neighbours, f.SuggestedTitle, f.Suggestion, f.Strongest}
			x.Name, x.ID = result.Place(d, &e)
			one, err := json.Marshal(x)
			if err != nil {
				return nil, err
			}
			b = append(append(b, one...), ',')
		}
		return b, nil
	}
}
