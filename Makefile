GO ?= go

.PHONY: test lint vulnerabilities chromium axe build run bench load bulk accuracy fuzz golden

# Everything that must hold before a change is done. The collections of real and
# of hostile documents are read without the race detector, under which they take
# minutes.
test: lint chromium axe
	$(GO) test -race -short -timeout 30m ./...
	$(GO) test -run 'TestReports|TestOddFiles|TestAccuracy' ./cmd/shortlist
	$(GO) test -run 'TestHostile|TestBroken|TestInputChecks' ./parser ./parser/sandbox

lint: vulnerabilities
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "run gofmt -w on:" $$unformatted; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# Known vulnerabilities of what the program calls. They stand in a database on
# the network; where that is out of reach, say so and go on.
vulnerabilities:
	@report=$$($(GO) tool govulncheck ./... 2>&1) && exit 0; \
	case "$$report" in \
	*"fetching vulnerabilities"*) echo "govulncheck is skipped: its database of vulnerabilities cannot be reached" ;; \
	*) echo "$$report"; exit 1 ;; \
	esac

# The browser tests need Chromium: install it where that is possible, else say
# what is skipped. With CI=true the tests fail rather than skip.
chromium:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ]; then as_root=; else as_root="sudo -n"; fi; \
	if command -v apt-get >/dev/null && $$as_root true 2>/dev/null; then \
		echo "installing Chromium for the browser tests"; \
		$$as_root apt-get update -q && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium && exit 0; \
	fi; \
	echo "Chromium is not installed and cannot be: the browser tests of package web (TestBrowser...) are skipped"

# The rules for accessible pages that the browser tests hold all pages to; kept
# in bin, never in the repository.
AXE = axe-core@4.14.1
axe:
	@[ -f bin/$(AXE).js ] && exit 0; \
	if command -v npm >/dev/null; then \
		echo "fetching $(AXE) for the browser tests"; \
		mkdir -p bin/axe && (cd bin/axe && tar -xzf "$$(npm pack --silent $(AXE))") && \
			mv bin/axe/package/axe.min.js bin/$(AXE).js && rm -r bin/axe && exit 0; \
	fi; \
	echo "$(AXE) is not in bin and npm cannot fetch it: TestBrowserAccessible of package web is skipped"

build:
	$(GO) build -o bin/shortlist ./cmd/shortlist

# Builds and serves on :8080; prints the address to open.
run: build
	bin/shortlist serve

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Puts the service under load: at saturation, at 70 % and at 300 % of it.
load:
	$(GO) test -count=1 -run TestLoad -v ./cmd/shortlist -load 20s

# Measures batches: one node with 1, 2 and 4 workers, and two nodes, over NATS.
bulk:
	$(GO) test -count=1 -run TestBulk -v ./cmd/shortlist -bulk 400

# Prints what is read of the labelled corpus by each reader, and writes it to the
# golden file: review the difference before committing it.
accuracy:
	$(GO) test -count=1 -run TestAccuracy -v ./cmd/shortlist -update
	@cat cmd/shortlist/testdata/accuracy.golden

# Runs each fuzz target for a minute.
fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime 1m $$pkg || exit 1; \
		done; \
	done

# Writes the golden files anew; review the difference before committing it.
golden:
	@for dir in $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -r -n1 dirname | sort -u); do \
		$(GO) test $$dir -update || exit 1; \
	done
