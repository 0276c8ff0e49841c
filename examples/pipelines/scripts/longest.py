"""Keeps the three longest lines, longest first. `lines` is the list of segments from the previous node."""


def main(lines):
    longest = sorted(lines, key=lambda segment: len(segment["data"]), reverse=True)[:3]
    print(f"{len(lines)} lines, {len(longest)} kept")
    return [
        {
            "index": index,
            "success": True,
            "input_type": "text",
            "is_url": False,
            "details": {"words": len(segment["data"].split())},
            "data": segment["data"],
        }
        for index, segment in enumerate(longest)
    ]
