package terminal

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/term"
)

// A Pager shows what is too long for the terminal by the program that PAGER
// names, or by less. Until a screen is full it keeps what is written; shorter
// output is written as it is.
type Pager struct {
	out      *os.File
	rows     int // of the terminal
	command  []string
	held     bytes.Buffer
	lines    int
	running  *exec.Cmd
	pipe     io.WriteCloser
	straight bool // it is written as it is
}

// NewPager returns what is to be written to in place of a terminal, nil where
// there is no pager.
func NewPager(out *os.File) *Pager {
	command := pagerCommand()
	_, rows, err := term.GetSize(int(out.Fd()))
	if command == nil || err != nil || rows <= 0 {
		return nil
	}
	return &Pager{out: out, rows: rows, command: command}
}

// pagerCommand is the pager and its arguments, nil for none: where PAGER is
// empty or cat, or is not there.
func pagerCommand() []string {
	name, given := os.LookupEnv("PAGER")
	if !given {
		name = "less"
	}
	command := strings.Fields(name)
	if len(command) == 0 || command[0] == "cat" {
		return nil
	}
	if _, err := exec.LookPath(command[0]); err != nil {
		return nil
	}
	return command
}

func (p *Pager) Write(b []byte) (int, error) {
	switch {
	case p.straight:
		return p.out.Write(b)
	case p.running != nil:
		return p.pipe.Write(b)
	}
	p.held.Write(b)
	if p.lines += bytes.Count(b, []byte{'\n'}); p.lines < p.rows {
		return len(b), nil
	}
	if err := p.start(); err != nil {
		p.straight = true
	}
	return len(b), p.release()
}

// release writes what was kept.
func (p *Pager) release() error {
	var to io.Writer = p.out
	if p.running != nil {
		to = p.pipe
	}
	_, err := p.held.WriteTo(to)
	return err
}

func (p *Pager) start() error {
	cmd := exec.Command(p.command[0], p.command[1:]...)
	cmd.Stdout, cmd.Stderr = p.out, os.Stderr
	cmd.Env = os.Environ()
	if os.Getenv("LESS") == "" {
		cmd.Env = append(cmd.Env, "LESS=FRX") // leave when all is on the screen; colours; no clearing
	}
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	p.running, p.pipe = cmd, pipe
	return nil
}

// Close ends the output, and waits until the reader has left the pager.
func (p *Pager) Close() error {
	if p.running == nil {
		return p.release()
	}
	err := p.pipe.Close()
	p.running.Wait() // how it ends is its own affair
	return err
}
