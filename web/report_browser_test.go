package web

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"shortlist/parser/resumetest"
)

// withoutScripts keeps the scripts of pages from running, as some visitors do.
func (b browser) withoutScripts() {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		b.t.Fatal(err)
	}
}

// waitFor waits until an expression of the page is true.
func (b browser) waitFor(expression string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expression)); err != nil {
		b.t.Fatalf("waiting for %s: %v", expression, err)
	}
}

// run runs a script in the page.
func run(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](script)
}

func (b browser) is(expression string) bool {
	b.t.Helper()
	return ask(b, chromedp.Evaluate[bool](expression))
}

// The score, what to mend and what will be asked stand in one view.
func TestBrowserOneView(t *testing.T) {
	b := newBrowser(t)
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}); err != nil {
			t.Fatal(err)
		}
		for _, screen := range [][2]int64{{1280, 800}, {390, 844}} {
			b.do(chromedp.EmulateViewport(screen[0], screen[1]))
			if status := b.load(chromedp.Navigate(b.url + "/sample-report")); status != 200 {
				t.Fatalf("the sample report answers %d", status)
			}
			if end := ask(b, chromedp.Evaluate[float64](`document.querySelector(".glance").getBoundingClientRect().bottom`)); end > float64(screen[1]) {
				t.Errorf("%s, %v: it ends at %v", scheme, screen, end)
			}
			if !b.is(`document.querySelectorAll(".mends li").length == 3 && document.querySelectorAll("#asked li").length == 3`) {
				t.Errorf("%s, %v: there are not three mends and three questions", scheme, screen)
			}
			if wide := ask(b, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > screen[0] {
				t.Errorf("%s: the sample report is %d pixels wide on a screen of %d", scheme, wide, screen[0])
			}
			paper := ask(b, chromedp.Evaluate[string](`getComputedStyle(document.body).backgroundColor`))
			if dark := paper == "rgb(21, 23, 26)"; dark != (scheme == "dark") {
				t.Errorf("%s: the page is %s", scheme, paper)
			}
		}
	}
}

// A place on the picture leads to what is said of it, and back; by mouse and by
// keyboard.
func TestBrowserPlaces(t *testing.T) {
	b := newBrowser(t)
	b.load(chromedp.Navigate(b.url + "/sample-report"))
	b.waitFor(`document.querySelector(".paper img").complete && document.querySelector(".paper img").naturalWidth > 500`)
	b.do(run(`document.querySelector("#mark-3").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`))
	const chosen = `[...document.querySelectorAll(".sheet [aria-current]")].map(e => e.id).sort().join()`
	if got := ask(b, chromedp.Evaluate[string](chosen)); got != "mark-3,place-3" {
		t.Errorf("choosing a place on the page chooses %q", got)
	}
	if !b.is(`document.activeElement.id == "place-3"`) {
		t.Error("what is said of the place has no focus")
	}
	b.do(run(`document.querySelector("#place-5 .n").focus()`), chromedp.KeyEvent("\r"))
	if got := ask(b, chromedp.Evaluate[string](chosen+` + " " + document.activeElement.id`)); got != "mark-5,place-5 mark-5" {
		t.Errorf("choosing a place in the list chooses %q", got)
	}
	// A quote under a finding leads to the page as well.
	b.do(run(`document.querySelector("#score a.n").focus()`), chromedp.KeyEvent("\r"))
	if !b.is(`document.activeElement.id == document.querySelector("#score a.n").getAttribute("href").slice(1)`) {
		t.Error("the place of a quote is not found on the page")
	}
	// The marks lie on the lines that they are of.
	if !b.is(`(() => {
		const paper = document.querySelector(".paper").getBoundingClientRect();
		return [...document.querySelectorAll(".paper rect")].every(r => {
			const box = r.getBoundingClientRect();
			return box.width > 20 && box.height > 4 && box.left >= paper.left && box.right <= paper.right + 1 && box.top >= paper.top && box.bottom <= paper.bottom;
		});
	})()`) {
		t.Error("a mark lies outside of the page")
	}
}

func TestBrowserBetterLine(t *testing.T) {
	b := newBrowser(t)
	if status := b.upload("cv.pdf", resumetest.PDF(resumetest.Fresher())); status != 200 {
		t.Fatalf("the report answers %d", status)
	}
	b.do(run(`document.querySelector("a.try").focus()`), chromedp.KeyEvent("\r"))
	if !b.is(`document.activeElement.localName == "textarea"`) {
		t.Fatal("no field opens for the line")
	}
	b.do(run(`document.activeElement.select()`))
	b.do(chromedp.KeyEvent("Added a Redis cache to the search and cut its p99 latency from 900 ms to 120 ms."))
	b.waitFor(`/^measured/.test(document.querySelector(".answer").textContent)`)
	if got := b.text(".would"); !strings.Contains(got, "The score would be") || !strings.Contains(got, "Caching") {
		t.Errorf("the score as it would be: %q", got)
	}
	if !b.is(`document.querySelector(".would blockquote").textContent.startsWith("Added a Redis cache")`) {
		t.Error("the line is not there to take home")
	}
}

// A question from the report, the sheet of all of them, and its print.
func TestBrowserPrepSheet(t *testing.T) {
	b := newBrowser(t)
	b.load(chromedp.Navigate(b.url + "/sample-report"))
	question := b.text("#asked a")
	b.do(chromedp.Click(chromedp.CSS("#asked a")))
	b.do(chromedp.Click(chromedp.CSS("#interview :target summary")))
	if got := b.text("#interview :target .covers"); len(got) < 100 {
		t.Errorf("to prepare %q there is %q", question, got)
	}
	if status := b.load(chromedp.Click(chromedp.CSS(`.ways a[href$="prep-sheet"]`))); status != 200 {
		t.Fatalf("the prep sheet answers %d", status)
	}
	for _, size := range [][2]float64{{8.27, 11.69}, {8.5, 11}} { // inches
		printed, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: size[0], PaperHeight: size[1]})
		if err != nil {
			t.Fatal(err)
		}
		if pages := regexp.MustCompile(`/Count (\d+)`).FindSubmatch(printed.Data); pages == nil || string(pages[1]) != "1" {
			t.Errorf("printed on %v inches the sheet has %s pages", size, pages)
		}
	}
	if !b.is(`document.querySelectorAll(".prep-sheet > li").length == 10`) {
		t.Error("there are not ten questions")
	}
}

// dropScript drops or pastes a file with the bytes of a text.
const dropScript = `(() => {
	const data = new DataTransfer();
	data.items.add(new File([%q], %q));
	document.body.dispatchEvent(%q == "drop" ? new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})
		: new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
})()`

// What cannot be read is said beside the form, in which all is still filled in.
func TestBrowserDropAndFail(t *testing.T) {
	b := newBrowser(t)
	for _, how := range []string{"drop", "paste"} {
		b.load(chromedp.Navigate(b.url + "/"))
		b.do(run(fmt.Sprintf(dropScript, "Jordan Ellery, backend engineer", "notes.pdf", how)))
		if got := b.text(".said-of-upload"); !strings.Contains(got, "notes.pdf, 1 kB, is ready") {
			t.Fatalf("after a %s the form says %q", how, got)
		}
		b.do(run(`document.querySelector("#job").value = "We use Kafka.", document.querySelector("#role").value = "data"`), chromedp.KeyEvent("\r"))
		b.waitFor(`document.querySelector(".said-of-upload.failed") !== null`)
		if got := b.text(".said-of-upload"); !strings.Contains(got, "This is neither a PDF nor a Word document") || !strings.Contains(got, "export it as PDF") {
			t.Errorf("of what cannot be read the form says %q", got)
		}
		if !b.is(`document.querySelector("#job").value == "We use Kafka." && document.querySelector("#role").value == "data" && document.querySelector("#resume").files.length == 1 && !document.querySelector(".upload button").disabled`) {
			t.Error("what was filled in is lost")
		}
	}
}
