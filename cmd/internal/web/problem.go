package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
)

// A Problem is the answer to a request that cannot be met, as RFC 9457 has it.
type Problem struct {
	Title  string `json:"title"`  // the status in words
	Status int    `json:"status"` // of HTTP
	Detail string `json:"detail"` // what is wrong with this request
}

// Error returns the detail.
func (p *Problem) Error() string { return p.Detail }

func problem(status int, detail string) *Problem {
	return &Problem{http.StatusText(status), status, detail}
}

// problemOf words what went wrong with a request.
func problemOf(err error) *Problem {
	var p *Problem
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &large):
		return tooLarge(large.Limit)
	case errors.Is(err, errTooMuch):
		return problem(http.StatusRequestEntityTooLarge, err.Error())
	case errors.Is(err, errBusy):
		return problem(http.StatusServiceUnavailable, err.Error())
	case errors.Is(err, os.ErrDeadlineExceeded):
		return problem(http.StatusRequestTimeout, "the body did not come in time")
	}
	return problem(http.StatusBadRequest, err.Error())
}

func writeProblem(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	w.WriteHeader(p.Status)
	body, _ := json.Marshal(p) // strings and a number cannot fail
	w.Write(body)
}
