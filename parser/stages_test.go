package parser

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkStages times each stretch of the reading apart, over the corpus
// where it is there: medians and tails in milliseconds a document.
func BenchmarkStages(b *testing.B) {
	load := func(pattern string) [][]byte {
		paths, err := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", pattern))
		if err != nil || len(paths) == 0 {
			b.Skip("the corpus is not here")
		}
		var out [][]byte
		for _, p := range paths {
			data, err := os.ReadFile(p)
			if err != nil {
				b.Fatal(err)
			}
			out = append(out, data)
		}
		return out
	}
	pdfs, words := load("pdf/*.pdf"), load("docx/*.docx")
	ctx, limits := context.Background(), DefaultLimits()
	engine := testEngine(b)
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	all := slices.Concat(pdfs, words)
	var raws []*rawPDF
	var lines [][]Line
	for _, data := range pdfs {
		raw, err := engine.read(ctx, data, limits)
		must(err)
		raws = append(raws, raw)
		lines = append(lines, layoutPDF(raw))
	}
	for _, stage := range []struct {
		name string
		n    int
		work func(i int)
	}{
		{"pdf/page-reader", len(pdfs), func(i int) { _, err := engine.read(ctx, pdfs[i], limits); must(err) }},
		{"pdf/stream-reader", len(pdfs), func(i int) { _, err := readPDF(ctx, pdfs[i], limits); must(err) }},
		{"pdf/layout", len(pdfs), func(i int) { layoutPDF(raws[i]) }},
		{"pdf/entries", len(pdfs), func(i int) { understand(slices.Clone(lines[i]), func(*Document) {}) }},
		{"pdf/whole", len(pdfs), func(i int) { _, err := Parse(ctx, "", pdfs[i], Options{}); must(err) }},
		{"docx/reader", len(words), func(i int) { _, err := readDOCX(words[i], limits); must(err) }},
		{"all/whole", len(pdfs) + len(words), func(i int) { _, err := Parse(ctx, "", all[i], Options{}); must(err) }},
		{"docx/whole", len(words), func(i int) { _, err := Parse(ctx, "", words[i], Options{}); must(err) }},
	} {
		b.Run(stage.name, func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				for i := range stage.n {
					start := time.Now()
					stage.work(i)
					times = append(times, time.Since(start))
				}
			}
			slices.Sort(times)
			for _, p := range []struct {
				name  string
				share int
			}{{"ms-median", 50}, {"ms-p90", 90}, {"ms-p99", 99}} {
				b.ReportMetric(times[len(times)*p.share/100].Seconds()*1000, p.name)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
