# One command each. What a command needs is set up first, and only once;
# guidekit/bootstrap.py does it with nothing but Python's own library.

# What is compiled once makes every later start twice as quick, also in tests.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
PY := .venv/bin/python
SET_UP := $(PYTHON) guidekit/bootstrap.py

# Variables given on the command line (make run PORT=8001) reach the commands
# through the environment.
.PHONY: run test demo acceptance bench check lock setup messages

run:
	@$(SET_UP) run

setup:
	@$(SET_UP) dev

# Two on two processors: with three, browsers wait longer than their tests do.
test: setup
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not acceptance" $(ARGS)

acceptance: setup
	@$(PY) -m pytest -m acceptance $(ARGS)

demo:
	@$(SET_UP) production
	@$(PY) manage.py demo $(if $(COPY),--copy "$(COPY)") $(if $(PHOTOS),--photos "$(PHOTOS)") --out "$(or $(OUT),out)" $(ARGS)

bench: setup
	@$(PY) manage.py bench --write $(ARGS)

check: setup
	@$(PY) -m guidekit.gates

lock: setup
	@$(PY) -m guidekit.gates lock

messages: setup
	@$(PY) manage.py makemessages --all --no-wrap --no-obsolete --add-location file --ignore "node_modules/*" --ignore "var/*" --ignore ".venv/*" --ignore "tests/*"
	@$(PY) manage.py compilemessages --ignore ".venv" --ignore "node_modules"
