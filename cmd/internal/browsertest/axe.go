package browsertest

import (
	"fmt"
	"os"
	"testing"
)

// axeScript is axe-core, the checker of what is wrong with a page for those who
// do not see it, do not hear it or do not use a mouse. It is too large to be
// kept here: $ROLECALL_AXE names its axe.min.js, and the test is skipped where
// there is none.
func axeScript(t testing.TB) string {
	t.Helper()
	path := os.Getenv("ROLECALL_AXE")
	if path == "" {
		t.Skip("no $ROLECALL_AXE: npm pack axe-core, unpack it, and name package/axe.min.js; the page is not checked for accessibility")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Violations returns what axe-core finds wrong with the page as it is now: for
// each rule that is broken, the rule and the first elements that break it.
func (p *Page) Violations() []string {
	p.t.Helper()
	if !Eval[bool](p, `typeof axe === "object"`) {
		Eval[bool](p, axeScript(p.t)+"\n;true")
	}
	return Eval[[]string](p, `axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.map((v) =>
		v.id + ": " + v.help + ": " + v.nodes.slice(0, 5).map((n) => n.target.join(" ") + " (" + n.any.concat(n.all, n.none).map((c) => c.message).join("; ") + ")").join(", ")))`)
}

// Faint returns the elements of a selector whose text stands out from its ground
// by less than the 4.5 to 1 that WCAG 2.2 asks for. The browser itself turns
// each colour into numbers, and what lies below a ground that lets it through is
// counted, which axe-core leaves open where colours are mixed.
func (p *Page) Faint(selector string) []string {
	p.t.Helper()
	return Eval[[]string](p, fmt.Sprintf(faint, selector))
}

const faint = `((selector) => {
	const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const over = (colors) => { // painted one over the other
		paint.fillStyle = matchMedia("(prefers-color-scheme: dark)").matches ? "black" : "white";
		paint.fillRect(0, 0, 1, 1);
		for (const color of colors) { paint.fillStyle = color; paint.fillRect(0, 0, 1, 1); }
		return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
	};
	const light = (rgb) => {
		const [r, g, b] = rgb.map((c) => (c /= 255, c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const low = new Map();
	for (const e of document.querySelectorAll(selector)) {
		if (!e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
		const around = [];
		let opacity = 1;
		for (let up = e; up; up = up.parentElement) {
			around.unshift(getComputedStyle(up).backgroundColor);
			opacity *= getComputedStyle(up).opacity;
		}
		const ground = over(around), ink = over([...around, getComputedStyle(e).color]).map((c, k) => opacity * c + (1 - opacity) * ground[k]);
		const [a, b] = [light(ground), light(ink)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
		if (ratio < 4.5) low.set(e.tagName + "." + e.className + " " + e.textContent.slice(0, 20) + ": " + ratio.toFixed(2), true);
	}
	return [...low.keys()];
})(%q)`

// Shot writes what the window shows to a PNG file of that name, where $SHOTS
// names a folder for them.
func (p *Page) Shot(name string) {
	p.t.Helper()
	if dir := os.Getenv("SHOTS"); dir != "" {
		p.Screenshot(dir + "/" + name + ".png")
	}
}
