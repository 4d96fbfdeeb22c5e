package resumetest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
)

// Hostile yields files built to exhaust or overthrow what reads them, each by
// its name: those asked for, or all. They are made one by one, since some are large.
func Hostile(names ...string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, kind := range []map[string]func() []byte{zipBombs, xmlBombs, pdfTrees, pdfStreams, pdfContents} {
			for _, name := range slices.Sorted(maps.Keys(kind)) {
				if len(names) > 0 && !slices.Contains(names, name) {
					continue
				}
				if !yield(name, kind[name]()) {
					return
				}
			}
		}
	}
}

// Cut yields data cut off after every so many bytes.
func Cut(data []byte, every int) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for n := 0; n < len(data); n += every {
			if !yield(n, data[:n:n]) {
				return
			}
		}
	}
}

// Flipped yields copies of data with one byte changed, so many of them, at the
// places that the seed gives.
func Flipped(data []byte, count int, seed uint64) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		random := rand.New(rand.NewPCG(seed, 0))
		for range count {
			at := random.IntN(len(data))
			changed := bytes.Clone(data)
			changed[at] ^= byte(1 + random.IntN(255))
			if !yield(at, changed) {
				return
			}
		}
	}
}

// deflated packs data as zlib does.
func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Long returns a resume of several pages.
func Long() Resume {
	r := Sample()
	job := r.Jobs[0]
	for i := range 12 {
		j := job
		j.Company = fmt.Sprintf("%s %d", job.Company, i)
		j.Bullets = nil
		for k, text := range job.Bullets {
			j.Bullets = append(j.Bullets, fmt.Sprintf("%s (%d of %d)", text, i*7+k, i*k+3))
		}
		r.Jobs = append(r.Jobs, j)
	}
	return r
}
