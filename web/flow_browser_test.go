package web

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shortlist/parser/resumetest"
)

// visitor goes through the pages in a way of their own.
type visitor struct {
	browser
	width    int64
	dark     bool
	scripts  bool
	keyboard bool // no mouse
}

var ways = map[string]visitor{
	"at a desk":                {width: 1280, scripts: true},
	"on a phone":               {width: 390, scripts: true},
	"in the dark":              {width: 1280, scripts: true, dark: true},
	"without scripts":          {width: 1280},
	"with the keyboard":        {width: 1280, scripts: true, keyboard: true},
	"with all of that at once": {width: 390, dark: true, keyboard: true},
}

// The whole way, for everybody: the sample, an upload, a place on the page, a
// better line, a gap, its question, an answer, the prep sheet, and the end of it.
func TestBrowserWholeWay(t *testing.T) {
	for name, v := range ways {
		t.Run(name, func(t *testing.T) {
			v.browser = newBrowser(t)
			v.whole()
		})
	}
}

func (v visitor) whole() {
	t := v.t
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	v.scheme(scheme)
	v.do(chromedp.EmulateViewport(v.width, 844))
	if !v.scripts {
		v.withoutScripts()
	}

	v.opens("the start page", chromedp.Navigate(v.url+"/"))
	v.follow("the sample report", `header a[href="/sample-report"]`)
	if got := v.text("h1"); !strings.Contains(got, ".") || !v.is(`document.querySelectorAll(".mends li").length == 3`) {
		t.Errorf("the sample report says %q", got)
	}
	v.follow("the way to one's own", `.lede a[href="/"]`)

	v.chooseFile("#resume", "cv.pdf", resumetest.PDF(resumetest.Fresher()))
	v.follow("the report", ".upload button[type=submit]")
	report := v.location()

	v.press("#mark-2")
	if v.scripts {
		v.holds("the place that is chosen has the focus and is marked", `document.activeElement.id == "place-2" && document.activeElement.getAttribute("aria-current") == "true"`)
	} else {
		v.holds("the place that is chosen is the target", `document.querySelector(":target").id == "place-2"`)
	}
	v.holds("the place that is chosen is in view", `(r => r.bottom > 0 && r.top < innerHeight)(document.querySelector("#place-2").getBoundingClientRect())`)

	v.betterLine(report)

	v.press("#asked a")
	v.holds("the question at a glance leads to what is said of it", `document.querySelector(":target").closest("#interview") !== null`)
	title := v.text("#interview :target h4 a")
	v.follow("the question of a gap", "#interview :target h4 a")
	if got := v.text("h1"); got != title {
		t.Errorf("the gap %q leads to %q", title, got)
	}

	v.opens("a question", chromedp.Navigate(v.url+practicePath))
	v.write("#answer", "Each customer gets a token bucket, since a fixed window lets double the limit through at its edge.")
	if v.scripts {
		v.press("#practice button")
		v.waitFor(`document.querySelector("#checked blockquote") !== null`)
		v.holds("the focus stays where it was", `document.activeElement.matches("#practice button")`)
		v.holds("what was found is announced", `document.querySelector("#said[role=status]").textContent.includes("1 of 7 points")`)
	} else {
		v.follow("the answer, checked", "#practice button")
	}
	if got := v.text("#checked"); !strings.Contains(got, "fixed window") {
		t.Errorf("the points that are covered: %q", got)
	}

	v.opens("the report again", chromedp.Navigate(v.url+report))
	v.follow("the prep sheet", `.ways a[href$="prep-sheet"]`)
	v.holds("there are ten questions", `document.querySelectorAll(".prep-sheet > li").length == 10`)
	v.follow("the way back", ".crumbs a")

	v.follow("the start page after deleting", "#delete button")
	if note := v.text(".note"); !strings.Contains(note, "deleted") {
		t.Errorf("after deleting the page says %q", note)
	}
	for _, path := range []string{report, report + "/prep-sheet", report + "/machine", report + "/pages/1.png"} {
		if status := v.load(chromedp.Navigate(v.url + path)); status != 404 {
			t.Errorf("%s of a deleted report answers %d", strings.TrimPrefix(path, report), status)
		}
	}
}

// betterLine tries other words for a line of the report.
func (v visitor) betterLine(report string) {
	if !v.scripts {
		v.follow("the lines", "a.try")
		v.write("textarea", cacheLine)
		v.follow("the lines that were tried", "form.rewrite button")
	} else {
		v.press("a.try")
		v.holds("the field for the line has the focus", `document.activeElement.matches(".rewrite textarea")`)
		v.write(".rewrite textarea", cacheLine)
		v.waitFor(`/^measured/.test(document.querySelector(".answer").textContent)`)
		v.holds("the field keeps the focus", `document.activeElement.matches(".rewrite textarea")`)
		v.holds("the field is not covered by the answer", `(r => document.elementFromPoint(r.left + 10, r.top + 10) == document.activeElement)(document.activeElement.getBoundingClientRect())`)
	}
	if got := v.text(".would"); !strings.Contains(got, "The score would be") || !strings.Contains(got, "Caching") {
		v.t.Errorf("the score as it would be: %q", got)
	}
	v.opens("the report after that", chromedp.Navigate(v.url+report))
}

// opens loads a page that must be fine.
func (v visitor) opens(what string, actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if status := v.load(actions...); status != 200 {
		v.t.Fatalf("%s answers %d", what, status)
	}
	if wide := ask(v.browser, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > v.width {
		v.t.Errorf("%s is %d pixels wide on a screen of %d", what, wide, v.width)
	}
}

func (v visitor) holds(what, expression string) {
	v.t.Helper()
	if !v.is(expression) {
		v.t.Errorf("%s: not so", what)
	}
}

// follow presses what leads to another page.
func (v visitor) follow(what string, selector chromedp.CSS) {
	v.t.Helper()
	v.opens(what, v.pressing(selector)...)
}

func (v visitor) press(selector chromedp.CSS) {
	v.t.Helper()
	v.do(v.pressing(selector)...)
}

// pressing is a click, or the way to the element by Tab and then Enter.
func (v visitor) pressing(selector chromedp.CSS) []chromedp.Action[chromedp.Void] {
	v.t.Helper()
	if !v.keyboard {
		return []chromedp.Action[chromedp.Void]{chromedp.Click(selector)}
	}
	v.reach(selector)
	return []chromedp.Action[chromedp.Void]{chromedp.KeyEvent(kb.Enter)}
}

// write replaces the text of a field.
func (v visitor) write(selector chromedp.CSS, text string) {
	v.t.Helper()
	if v.keyboard {
		v.reach(selector)
	} else {
		v.do(chromedp.Click(selector))
	}
	v.do(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.KeyEvent(text))
}

// chooseFile opens the dialog of a field and chooses a file there.
func (v visitor) chooseFile(selector chromedp.CSS, name string, data []byte) {
	v.t.Helper()
	path := filepath.Join(v.t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		v.t.Fatal(err)
	}
	if _, err := chromedp.Call(v.ctx, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true}); err != nil {
		v.t.Fatal(err)
	}
	ask(v.browser, chromedp.WaitEvent(page.FileChooserOpened, nil, chromedp.Steps(v.pressing(selector)...)))
	v.do(chromedp.SetUploadFiles(selector, []string{path}))
}

// focus is what has the focus, where it stands and whether that can be seen.
type focus struct {
	Found   bool    // it is the one that is looked for
	Name    string  // of the element
	Top     float64 // on the page
	Left    float64
	Visible bool // it is in view, and looks otherwise than without the focus
}

const focusScript = `(selector => {
	const e = document.activeElement;
	if (e === document.body) return {Found: false, Name: "", Top: 0, Left: 0, Visible: true};
	const box = e.getBoundingClientRect(), style = getComputedStyle(e);
	const rect = e.querySelector("rect");
	const shown = style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2 || rect !== null && parseFloat(getComputedStyle(rect).strokeWidth) > 2;
	return {
		Found: e === document.querySelector(selector), Name: e.outerHTML.slice(0, 120), Top: box.top + scrollY, Left: box.left,
		Visible: shown && box.bottom > 0 && box.top < innerHeight,
	};
})(%q)`

// reach goes to an element by Tab from where the focus is, and watches it on the
// way: it can be seen at each stop, and on a phone, where all stands in one
// column, it never goes up.
func (v visitor) reach(selector chromedp.CSS) {
	v.t.Helper()
	const most = 400 // stops
	var before focus
	for range most {
		at := ask(v.browser, chromedp.Evaluate[focus](fmt.Sprintf(focusScript, string(selector))))
		if at.Found {
			return
		}
		if !at.Visible {
			v.t.Errorf("on the way to %s the focus cannot be seen: %s", selector, at.Name)
		}
		if v.width < 400 && before.Name != "" && at.Name != "" && at.Top < before.Top-40 {
			v.t.Errorf("on the way to %s the focus goes up from %v to %v: %s to %s", selector, before.Top, at.Top, before.Name, at.Name)
		}
		before = at
		v.do(chromedp.KeyEvent(kb.Tab))
	}
	v.t.Fatalf("%s cannot be reached by Tab", selector)
}
