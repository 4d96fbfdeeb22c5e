package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/scorer"
)

// BenchmarkReport makes whole reports, warm: both readers, signals, checks,
// score; of an invented page and, where it is there, over the corpus.
func BenchmarkReport(b *testing.B) {
	s, err := scorer.New()
	if err != nil {
		b.Fatal(err)
	}
	for _, set := range []struct {
		name      string
		documents [][]byte
	}{
		{"pdf", [][]byte{resumetest.PDF(resumetest.Sample())}},
		{"docx", [][]byte{resumetest.DOCX(resumetest.Sample())}},
		{"corpus", corpusFiles(b)},
	} {
		b.Run(set.name, func(b *testing.B) {
			if len(set.documents) == 0 {
				b.Skip("the corpus is not here")
			}
			report := func(data []byte) time.Duration {
				start := time.Now()
				doc, err := parser.Parse(context.Background(), "", data, parser.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Check(doc, scorer.Options{}); err != nil {
					b.Fatal(err)
				}
				return time.Since(start)
			}
			for _, data := range set.documents {
				report(data)
			}
			b.ReportAllocs()
			var times []time.Duration
			for b.Loop() {
				for _, data := range set.documents {
					times = append(times, report(data))
				}
			}
			slices.Sort(times)
			b.ReportMetric(times[len(times)/2].Seconds()*1000, "ms-median")
			b.ReportMetric(times[len(times)*99/100].Seconds()*1000, "ms-p99")
		})
	}
}

func corpusFiles(b *testing.B) [][]byte {
	var out [][]byte
	for _, kind := range []string{"pdf", "docx"} {
		paths, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", kind, "*."+kind))
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			out = append(out, data)
		}
	}
	return out
}
