# build, run and test: all that a fresh Debian 12 needs is make itself. What is missing comes by apt.
JOBS := $(shell nproc)
TEST_BUILD := build/test

# What the sanitizer run builds: the rooms, without scripts' children, whose limits on memory are below its needs.
SANITIZED := expression_test bpmn_test modeling_test runtime_test persistence_test api_test modeler_test

.PHONY: build run test sanitize fuzz check-long bench clean

build:
	@tools/install-packages build
	@[ -f build/build.ninja ] || cmake --preset release
	@cmake --build build --parallel $(JOBS) --target baton

run: build
	@exec build/baton serve --samples samples

test:
	@tools/install-packages test
	@[ -f $(TEST_BUILD)/build.ninja ] || cmake --preset test
	@cmake --build $(TEST_BUILD) --parallel $(JOBS)
	@tools/run-tests $(TEST_BUILD) --label-exclude long

sanitize:
	@tools/install-packages test
	@[ -f build/asan/build.ninja ] || cmake --preset asan
	@cmake --build build/asan --parallel $(JOBS) --target $(SANITIZED)
	@tools/run-tests build/asan --tests-regex '^($(subst $() ,|,$(SANITIZED)))$$'

# Mutations of diagrams and expressions against the sanitizers: make fuzz SECONDS=600. What is found is in build/fuzz/finds.
SECONDS ?= 600
fuzz:
	@tools/install-packages fuzz
	@[ -f build/fuzz/build.ninja ] || cmake --preset fuzz
	@cmake --build build/fuzz --parallel $(JOBS) --target fuzz_diagram fuzz_expression
	@fuzz/run build/fuzz $(SECONDS)

# What does not fit into the time of `make test`; its last figures are kept in docs/figures.md.
check-long: build
	@tools/install-packages test
	@[ -f $(TEST_BUILD)/build.ninja ] || cmake --preset test
	@cmake --build $(TEST_BUILD) --parallel $(JOBS)
	@tools/run-tests $(TEST_BUILD)

bench: build
	@cmake --build build --parallel $(JOBS) --target engine_bench
	@build/engine_bench
	@bench/run

clean:
	rm -rf build
