package openjobs

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shortlist/scorer"
)

var today = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func day(month time.Month, day, hour int) time.Time {
	return time.Date(2026, month, day, hour, 0, 0, 0, time.UTC)
}

// A file of each format that boards publish, by its content: the names say nothing.
func TestFormats(t *testing.T) {
	for file, want := range map[string][]Job{
		"greenhouse.json": {
			{Title: "Senior Backend Engineer", Company: "Northwind Example", URL: "https://boards.example.com/northwind/jobs/4001", Places: []string{"Berlin, Germany", "Lisbon, Portugal"},
				Posted: day(11, 2, 13), Text: "# Senior Backend Engineer\n\nYou keep our orders moving.\n\n\n## Requirements\n- Go and PostgreSQL\n- Kafka & Redis\n"},
			{Title: "Site Reliability Engineer <b>now</b>", Places: []string{"Remote - Europe"}, Remote: "remote", Posted: day(11, 9, 9).Add(30 * time.Minute),
				Text: "# Site Reliability Engineer <b>now</b>\n\nKubernetes and Terraform.\n"},
			{Title: "Office Manager", URL: "https://boards.example.com/northwind/jobs/4003", Places: []string{"Berlin, Germany"}, Posted: day(11, 9, 9).Add(30 * time.Minute), Text: "# Office Manager\n\n\n"},
		},
		"lever.json": {{Title: "Data Engineer", Company: "contoso", URL: "https://jobs.example.com/contoso/6f1c", Places: []string{"Porto, Portugal", "Madrid, Spain"}, Remote: "hybrid",
			Posted: day(11, 2, 0), Text: "# Data Engineer\n\nWe move parcels.\n\n## What you bring\n\n- Airflow and Spark\n- SQL & Python\n\n\n\nWe answer within a week.\n"}},
		"ashby.json": {{Title: "Full Stack Engineer", Company: "fabrikam", URL: "https://jobs.example.com/fabrikam/77aa", Places: []string{"London, United Kingdom", "Dublin, Ireland"}, Remote: "remote",
			Posted: day(11, 5, 10), Text: "# Full Stack Engineer\n\nBuild pages.\n\n- TypeScript and React\n"}},
		"feed.rss": {{Title: "DevOps Engineer (Remote)", Company: "Jobs at Tailspin Example", URL: "https://tailspin.example.com/jobs/9", Remote: "remote",
			Posted: day(11, 3, 12), Text: "# DevOps Engineer (Remote)\n\nKeep it up.\n\n- Terraform\n- Prometheus\n"}},
		"feed.atom": {{Title: "Software Engineer", Company: "Tailspin Example", URL: "https://tailspin.example.com/jobs/10", Posted: day(11, 4, 0), Text: "# Software Engineer\n\nWrite Java.\n\nTest it.\n"}},
		"page.html": {{Title: "Platform Engineer", Company: "Wingtip Example", URL: "https://wingtip.example.com/jobs/12", Places: []string{"Oslo, NO"}, Remote: "remote",
			Posted: day(11, 1, 0), Text: "# Platform Engineer\nLocation: Oslo, NO\nWorkplace: remote\n\nClusters.\n\n- Kubernetes\n\n\n"}},
	} {
		data, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		got, err := parse(append([]byte("\ufeff\n"), data...), "https://wingtip.example.com/jobs", today)
		if file == "greenhouse.json" {
			got, err = parse(data, "/data/jobs.txt", today)
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func TestEmptyBoards(t *testing.T) {
	for _, board := range []string{`{"jobs": [], "meta": {"total": 0}}`, `[]`, `<rss version="2.0"><channel><title>x</title></channel></rss>`} {
		if got, err := parse([]byte(board), "x", today); err != nil || len(got) != 0 {
			t.Errorf("%s gives %v, %v", board, got, err)
		}
	}
}

func TestNoBoards(t *testing.T) {
	for _, data := range []string{"", "hello", "{}", `{"jobs": [{"title": "x"}]}`, `[{"title": "x"}]`, "<html><body>None</body></html>", `{"jobs": 7}`, "\x00\xff\xfe"} {
		if _, err := parse([]byte(data), "x", today); !errors.Is(err, errFormat) {
			t.Errorf("%q gives %v", data, err)
		}
	}
	if _, err := parse([]byte(`[{"hostedUrl": "https://example.com/a/b", "text": 7}]`), "x", today); err == nil || !strings.Contains(err.Error(), "job 1") {
		t.Errorf("a damaged board gives %v", err)
	}
}

// A posting never goes beyond what the form of a check takes.
func TestLongPosting(t *testing.T) {
	text := strings.ReplaceAll(cut(strings.Repeat("Go\n", scorer.MaxPosting)), "\n", "\r\n")
	if n := len([]rune(text)); n > scorer.MaxPosting {
		t.Errorf("%d characters are sent", n)
	}
}
