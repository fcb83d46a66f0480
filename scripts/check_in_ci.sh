#!/usr/bin/env bash
# Check every claims file that FILES names, one a line, with annotations; exit with the gravest code.
# STRICT=true fails more, FETCH=true gets new releases first, REPORTS=folder keeps each file's page, SARIF, JUnit and JSON.
# DOCUMENT=text holds the one claims file against the text that its claims are of.
# It runs in the bash 3.2 of macOS too.
set -uo pipefail

held=()
[ "${STRICT:-false}" = true ] && held+=(--strict)
[ -z "${DOCUMENT:-}" ] || held+=(--document "$DOCUMENT")
if [ -n "${DOCUMENT:-}" ] && [ "$(printf '%s\n' "${FILES:-}" | grep -c '[^[:space:]]')" -gt 1 ]; then
  echo "::error title=encounters::A document goes with one claims file."
  exit 2
fi
if [ "${FETCH:-false}" = true ]; then
  encounters fetch --quiet || exit $?
fi
[ -z "${REPORTS:-}" ] || mkdir -p "$REPORTS" || exit 2

gravest=0
checked=0
while IFS= read -r line || [ -n "$line" ]; do
  file=$(printf '%s' "$line" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//')
  [ -n "$file" ] || continue
  checked=$((checked + 1))
  code=0
  encounters check ${held[@]+"${held[@]}"} -f github -- "$file" || code=$?
  [ "$code" -le "$gravest" ] || gravest=$code
  # A file that was not checked has no reports.
  if [ -n "${REPORTS:-}" ] && [ "$code" -le 1 ]; then
    name=$(printf '%s' "$file" | sed 's/\.[^./]*$//' | tr -c 'A-Za-z0-9._-' '-')
    for suffix in html sarif xml json; do
      encounters check ${held[@]+"${held[@]}"} --exit-zero --quiet -o "$REPORTS/$name.$suffix" -- "$file" || gravest=70
    done
  fi
done <<EOF
${FILES:-}
EOF

if [ "$checked" -eq 0 ]; then
  echo "::error title=encounters::No claims file is named."
  exit 2
fi
exit "$gravest"
