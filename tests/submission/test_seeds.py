"""Seeds: the same for the same content and key, and not to be computed without the key."""

import hashlib
import hmac

import msgspec

from grader.records import Submission
from grader.submission.seeds import Key, seed_of

KEY, OTHER = Key(b"k" * 16), Key(b"o" * 16)


def test_a_seed_belongs_to_its_content_and_its_key():
    seeds = [seed_of(content, key) for content in (b"a", b"b") for key in (None, KEY, OTHER)]
    assert len(set(seeds)) == 6
    assert seeds == [
        seed_of(content, key) for content in (b"a", b"b") for key in (None, KEY, OTHER)
    ]


def test_a_seed_has_128_bits():
    assert max(seed_of(bytes([n]), KEY) for n in range(64)).bit_length() == 128


def test_a_seed_with_a_key_is_an_hmac():
    told = b"inputs\0" + hashlib.sha256(b"content").digest()
    expected = hmac.new(KEY.secret, told, "sha256").digest()[:16]
    assert seed_of(b"content", KEY) == int.from_bytes(expected, "big")


def test_a_digest_tells_keys_apart_and_holds_nothing_of_them():
    assert KEY.digest != OTHER.digest
    assert len(KEY.digest) == 16
    assert KEY.digest != f"{seed_of(b'', KEY):032x}"[:16]


def test_a_key_is_not_shown():
    assert "kkkk" not in repr(KEY)
    assert "kkkk" not in str(KEY)


def test_a_process_gets_another_seed_of_32_bits():
    submission = Submission("ada", "x", "x.py", seed_of(b"content", KEY), {})
    assert submission.process_seed < 2**32
    assert submission.process_seed != submission.seed % 2**32
    assert submission.process_seed != submission.seed >> 96
    other = msgspec.structs.replace(submission, seed=submission.seed + 1)
    assert other.process_seed != submission.process_seed
