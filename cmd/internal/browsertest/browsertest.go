// Package browsertest drives a headless Chromium from tests. It is imported by
// tests alone, so that no browser driver weighs on the program.
//
//	p := browsertest.Open(t, "file:///tmp/page.html")
//	p.Click("#search")
//	p.Type("payments")
//	p.Wait(`document.querySelector("#count").textContent === "3"`)
//	n := browsertest.Eval[int](p, `document.querySelectorAll("mark").length`)
//
// A test fails on whatever a page should not do: an error or a warning on the
// console, a breach of its content security policy, a dialog, a request to
// anywhere but the place that the page came from.
package browsertest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long one step may take, on a machine with much else to do.
const patience = time.Minute

// Keys that Press takes, beside letters.
const (
	Enter     = kb.Enter
	Escape    = kb.Escape
	Tab       = kb.Tab
	ArrowUp   = kb.ArrowUp
	ArrowDown = kb.ArrowDown
	Home      = kb.Home
	End       = kb.End
)

// A Page is a page in a browser of its own. Its methods fail the test.
type Page struct {
	t       testing.TB
	ctx     context.Context
	from    *url.URL
	mu      sync.Mutex
	faults  []string
	allowed []string
}

// Open opens a page in a browser with an empty profile, and waits until it is
// loaded. The test is skipped where there is no Chromium: $CHROMIUM, or
// chromium on the PATH. When the test ends the browser is closed.
func Open(t testing.TB, address string) *Page {
	t.Helper()
	from, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &Page{t: t, from: from}
	var closeBrowser, closeTab context.CancelFunc
	p.ctx, closeBrowser = chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(t.TempDir()), chromedp.Env("HOME="+t.TempDir()),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("disable-extensions", true),
		chromedp.WindowSize(1280, 900), chromedp.WSURLReadTimeout(patience))
	p.ctx, closeTab = chromedp.NewContext(p.ctx)
	t.Cleanup(func() {
		p.check()
		closeTab()
		closeBrowser()
	})
	if err := chromedp.Listen(p.ctx, p.hear); err != nil {
		t.Fatalf("chromium does not start: %v", err)
	}
	p.Do(chromedp.Func(focused), chromedp.Navigate(address))
	return p
}

// focused lets the page believe that its window is the one in front, whatever
// else happens on the machine: :focus matches in no other.
func focused(ctx context.Context, _ *chromedp.Target) error {
	_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return err
}

// chromium is the browser's path.
func chromium(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on the PATH, and no $CHROMIUM: the page is not tested")
	}
	return path
}

// hear notes what a page should not do.
func (p *Page) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.fault("exception: %s %s", e.ExceptionDetails.Text, description(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			p.fault("console: %s", description(e.Args...))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			p.fault("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening:
		p.fault("dialog: %s", e.Message)
	case *network.EventRequestWillBeSent:
		if !p.home(e.Request.URL) {
			p.fault("request to %s", e.Request.URL)
		}
	}
}

// home tells whether an address is the page's own: the file itself, or the
// server that it came from.
func (p *Page) home(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != p.from.Scheme || u.Host != p.from.Host {
		return false
	}
	return u.Scheme != "file" || u.Path == p.from.Path
}

func description(args ...*runtime.RemoteObject) string {
	var parts []string
	for _, a := range args {
		if a != nil {
			parts = append(parts, a.Description+" "+string(a.Value))
		}
	}
	return strings.Join(parts, " ")
}

func (p *Page) fault(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, fmt.Sprintf(format, args...))
}

// Allow expects faults that contain text, such as the console's note of a
// refused request.
func (p *Page) Allow(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.allowed = append(p.allowed, text)
}

// check fails the test where there were faults.
func (p *Page) check() {
	p.mu.Lock()
	defer p.mu.Unlock()
next:
	for _, f := range p.faults {
		for _, a := range p.allowed {
			if strings.Contains(f, a) {
				continue next
			}
		}
		p.t.Errorf("the page: %s", f)
	}
}

// Do runs actions of chromedp one after the other.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// Click clicks in the middle of the first element of a CSS selector, once it
// is to be seen.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// Press presses keys, one after the other, wherever the focus is.
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.Type(k)
	}
}

// Type types a text, wherever the focus is. A page that takes a key for itself
// keeps its letter from being typed, as it does for a person.
func (p *Page) Type(text string) {
	p.t.Helper()
	p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		for _, r := range text {
			if err := stroke(ctx, kb.Encode(r)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// stroke presses a key and lets it go. The letter goes along with the press.
func stroke(ctx context.Context, events []*input.DispatchKeyEventParams) error {
	for i, e := range events {
		if e.Type == kb.KeyChar {
			continue
		}
		if i+1 < len(events) && events[i+1].Type == kb.KeyChar {
			e.Text, e.UnmodifiedText = events[i+1].Text, events[i+1].UnmodifiedText
		}
		if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, *e); err != nil {
			return err
		}
	}
	return nil
}

// Drag presses the mouse at one place, in CSS pixels, and lets go at another.
func (p *Page) Drag(fromX, fromY, toX, toY float64) {
	p.t.Helper()
	p.Do(chromedp.DragAndDropXY(fromX, fromY, toX, toY, 5))
}

// Back goes back in the history, as the browser's button does.
func (p *Page) Back() {
	p.t.Helper()
	Eval[string](p, `(history.back(), "")`)
}

// Forward goes forward again.
func (p *Page) Forward() {
	p.t.Helper()
	Eval[string](p, `(history.forward(), "")`)
}

// Wait waits until a JavaScript expression is true.
func (p *Page) Wait(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	if err != nil {
		p.t.Fatalf("waiting for %s: %v", expression, err)
	}
}

// Eval returns the value of a JavaScript expression; of a promise, what it
// comes to. What is undefined or null is the zero T.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	x, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil && !errors.Is(err, chromedp.ErrJSNull) && !errors.Is(err, chromedp.ErrJSUndefined) {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return x
}

// Size sets the window's width and height in CSS pixels.
func (p *Page) Size(width, height int64) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(width, height))
}

// Media sets a feature that style sheets ask for, such as prefers-color-scheme.
func (p *Page) Media(feature, value string) {
	p.t.Helper()
	p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia,
			emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}})
		return err
	}))
}

// Screenshot writes what the window shows to a file, as PNG.
func (p *Page) Screenshot(file string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(file, png, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
