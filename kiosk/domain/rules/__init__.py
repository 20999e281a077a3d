"""Whether a request satisfies the rules of its service.  Source: domain.md 2.0 to 2.7, 4.2.

Every rule is a pure function from a `Case` to a `Finding`; `judge_all` makes the flags of a request.
"""
