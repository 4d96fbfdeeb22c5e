package main

import (
	"fmt"
	"runtime/debug"
)

// engines are the libraries whose version changes what is read and found.
var engines = []string{
	"github.com/klippa-app/go-pdfium",
	"github.com/tetratelabs/wazero",
	"github.com/ledongthuc/pdf",
	"github.com/nguyenthenguyen/docx",
	"github.com/blevesearch/bleve/v2",
	"github.com/gin-gonic/gin",
}

type versionCommand struct{}

// Run prints a name and a version a line.
func (*versionCommand) Run(t *terminal) error {
	b := currentBuild()
	fmt.Fprintf(t.out, "shortlist %s\nrevision %s\ngo %s\n", b.version, b.revision, b.compiler)
	for _, path := range engines {
		fmt.Fprintf(t.out, "%s %s\n", path, b.modules[path])
	}
	return nil
}

// unknown stands for what the compiler did not record.
const unknown = "unknown"

// build is what the compiler recorded of this program.
type build struct {
	version, revision, compiler string
	modules                     map[string]string // version by path
}

func currentBuild() build {
	b := build{version: unknown, revision: unknown, compiler: unknown, modules: map[string]string{}}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.version = info.Main.Version
	}
	b.compiler = info.GoVersion
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			b.revision = setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			b.revision += " with changes"
		}
	}
	for _, module := range info.Deps {
		b.modules[module.Path] = module.Version
	}
	return b
}

// name is what the pages call the build: its version, or the revision of a
// build that has none; "" where neither was recorded.
func (b build) name() string {
	switch {
	case b.version != unknown && b.version != "(devel)":
		return b.version
	case b.revision != unknown:
		return "revision " + b.revision
	}
	return ""
}
