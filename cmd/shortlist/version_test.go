package main

import "testing"

func TestBuildName(t *testing.T) {
	for _, test := range []struct {
		build build
		want  string
	}{
		{build{version: "v1.2.3", revision: "0fe4fca"}, "v1.2.3"},
		{build{version: "(devel)", revision: "0fe4fca with changes"}, "revision 0fe4fca with changes"},
		{build{version: "(devel)", revision: unknown}, ""},
		{build{version: unknown, revision: unknown}, ""},
	} {
		if got := test.build.name(); got != test.want {
			t.Errorf("the name of %+v is %q, want %q", test.build, got, test.want)
		}
	}
}
