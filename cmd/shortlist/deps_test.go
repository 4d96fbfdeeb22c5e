package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path of this module, as in go.mod.
const module = "shortlist"

// mayImport is the import table of doc/design.md: which of our packages a
// package may import, outside its tests. A package that is not here fails.
var mayImport = map[string][]string{
	"parser":            {},
	"parser/resumetest": {},
	"parser/sandbox":    {"parser"},
	"index":             {},
	"scorer":            {"parser", "index"},
	"prep":              {"scorer", "index"},
	"prep/examples":     {},
	"web":               {"parser", "scorer", "prep", "prep/examples", "web/openjobs"},
	"web/cluster":       {"web"},
	"web/openjobs":      {"scorer", "index"},
	"web/storetest":     {"web"},
	"cmd/shortlist":     {"parser", "parser/sandbox", "scorer", "prep", "web", "web/cluster", "web/openjobs", "index"},
}

// confined names the packages that alone may import a library, and in how many
// files in all, 0 for any.
var confined = map[string]struct {
	pkgs  string
	files int
}{
	"github.com/ledongthuc/pdf":       {"parser", 1},
	"github.com/nguyenthenguyen/docx": {"parser", 1},
	"github.com/klippa-app/go-pdfium": {"parser", 1},
	"github.com/blevesearch/bleve":    {"index", 0},
	"github.com/gin-gonic/gin":        {"web", 0},
	"github.com/yuin/goldmark":        {"prep", 0},
	"github.com/mmcdole/gofeed":       {"web/openjobs", 1},
	"codeberg.org/go-pdf/fpdf":        {"parser/resumetest prep/examples", 0},
	"github.com/nats-io/nats.go":      {"web/cluster", 0},
}

// sourceFile is a Go file of the module with what it imports.
type sourceFile struct {
	path, pkg string // slashed, from the root
	imports   []string
}

func (f sourceFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

func TestImportTable(t *testing.T) {
	for _, f := range sourceFiles(t) {
		allowed, known := mayImport[f.pkg]
		if !known {
			t.Errorf("%s: package %s is not in the import table", f.path, f.pkg)
		}
		if f.isTest() {
			continue // tests use real collaborators; the compiler refuses cycles
		}
		for _, path := range f.imports {
			ours, ok := strings.CutPrefix(path, module+"/")
			if ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s; the table allows %v", f.path, ours, allowed)
			}
		}
	}
}

func TestConfinedLibraries(t *testing.T) {
	users := map[string][]string{} // files by library
	for _, f := range sourceFiles(t) {
		if f.isTest() {
			continue
		}
		for library, rule := range confined {
			if !slices.ContainsFunc(f.imports, func(path string) bool { return path == library || strings.HasPrefix(path, library+"/") }) {
				continue
			}
			users[library] = append(users[library], f.path)
			if !slices.Contains(strings.Fields(rule.pkgs), f.pkg) {
				t.Errorf("%s imports %s, which is for %s alone", f.path, library, rule.pkgs)
			}
		}
	}
	for library, rule := range confined {
		switch n := len(users[library]); {
		case n == 0:
			t.Errorf("nothing imports %s; take it out of the table", library)
		case rule.files > 0 && n > rule.files:
			t.Errorf("%s is imported by %v; %d file may", library, users[library], rule.files)
		}
	}
}

// sourceFiles reads the imports of every Go file below the root of the module.
func sourceFiles(t *testing.T) []sourceFile {
	t.Helper()
	root := filepath.Join("..", "..")
	var files []sourceFile
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		f := sourceFile{path: rel, pkg: filepath.ToSlash(filepath.Dir(rel))}
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, name)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
