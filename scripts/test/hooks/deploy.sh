# shellcheck shell=bash disable=SC2154 # hooks-test.sh sources this
# A pipeline deploys again where a role is not in force yet, and for no other reason.

for refused in 0 1 2; do
  hook deploy FAKE_AZD_403=$refused
  expect "$shell: after $refused times 403 it is deployed" is "$code $(calls '^azd deploy')" "0 $((refused + 1))"
done
expect "$shell: it says why it deploys again" says "A 403: a role of the broker's identity is not in force yet"
expect "$shell: and waits before it" is "$(calls '^sleep 90')" 2
hook deploy FAKE_AZD_403=3
expect "$shell: three times and no more" is "$code $(calls '^azd deploy')" '1 3'
hook deploy FAKE_AZD_EXIT=5
expect "$shell: another failure is not tried again" is "$code $(calls '^azd deploy')" '5 1'
hook deploy DEPLOY_AGAIN_AFTER=soon FAKE_AZD_403=1
expect "$shell: a wait that is no number is refused before anything is deployed" is "$code $(calls '^azd deploy')" '1 0'
