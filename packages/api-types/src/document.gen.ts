// Made by `pnpm gen` from openapi/openapi.yaml. Do not edit.
import type { OpenApiDocument } from "./OpenApiDocument.ts"

/** The whole contract as a value, for servers that validate against it and tools that show it. */
export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "aiXplain Pipeline API",
    "version": "0.1.0",
    "summary": "Stored pipelines, their runs, the files and assets they use.",
    "description": "The HTTP contract that aiXplain pipelines are driven by, written down by an independent project from what clients\nsend and servers answer. The `aixplain-ts` client, its command line and its platform are all built on it.\n\n**Confidence.** Every operation, and every field that needs it, carries `x-confidence`:\n`seen` (in captured traffic, or required by a published client that was executed), `documented` (in the vendor's\ndocumentation, not captured) or `inferred` (our reading; a hosted server may differ). A field without a mark is as\nsure as its operation.\n\n**Extensions.** What only the `aixplain-ts` platform offers is tagged `Extensions` or marked\n`x-aixplain-extension: true`. A server names the extensions it has in the `Aixplain-Extensions` header of every\nanswer; a client uses none that was not declared.\n\n**Leniency.** Unknown keys are normal in bodies and answers: a server keeps them, a client ignores them. Bodies may\nbe sent with or without a trailing slash in the path; a GET may carry `Content-Type: application/json` and no body.\n",
    "license": {
      "name": "Apache-2.0",
      "identifier": "Apache-2.0"
    }
  },
  "servers": [
    {
      "url": "https://platform-api.aixplain.com",
      "description": "The hosted platform."
    },
    {
      "url": "http://127.0.0.1:{port}",
      "description": "A local platform.",
      "variables": {
        "port": {
          "default": "8799",
          "description": "The port that the platform printed when it started."
        }
      }
    }
  ],
  "paths": {
    "/sdk/pipelines/{id}": {
      "get": {
        "operationId": "getPipeline",
        "summary": "Read one pipeline",
        "description": "Draft.",
        "x-confidence": "seen",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "Pipeline id.",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The pipeline.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pipeline"
                }
              }
            }
          },
          "404": {
            "description": "Unknown.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ErrorBody"
                }
              }
            }
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "DataType": {
        "description": "The eleven data types that values, parameters and segments can have, always lower case in answers.",
        "type": "string",
        "enum": [
          "audio",
          "boolean",
          "embedding",
          "float",
          "image",
          "integer",
          "label",
          "number",
          "tensor",
          "text",
          "video"
        ]
      },
      "NodeKind": {
        "description": "The node kinds that a server executes, always upper case in answers. Segmentors, reconstructors, metrics, utilities and searches are `ASSET` nodes that differ by `functionType`.",
        "type": "string",
        "enum": [
          "INPUT",
          "OUTPUT",
          "ASSET",
          "SCRIPT",
          "ROUTER",
          "DECISION"
        ]
      },
      "FunctionType": {
        "description": "What kind of asset a node or model is, always lower case in answers.",
        "type": "string",
        "enum": [
          "ai",
          "connection",
          "connector",
          "mcpconnection",
          "mcpserver",
          "metric",
          "reconstructor",
          "search",
          "segmentor",
          "utility"
        ]
      },
      "FunctionId": {
        "description": "Id of a function of the catalogue, for example `translation`. The list is data (see `listFunctions`), so any text is accepted here.",
        "type": "string",
        "examples": [
          "text-generation",
          "speech-recognition"
        ]
      },
      "RouteOperation": {
        "description": "How a route compares its `value` with the value that arrives.",
        "type": "string",
        "enum": [
          "contain",
          "different",
          "equal",
          "greaterThan",
          "greaterThanOrEqual",
          "lessThan",
          "lessThanOrEqual",
          "notContain"
        ]
      },
      "RouteType": {
        "description": "`checkType` (router: compare the data type) or `checkValue` (decision: compare the value).",
        "type": "string",
        "enum": [
          "checkType",
          "checkValue"
        ]
      },
      "Route": {
        "description": "One branch of a `ROUTER` or `DECISION` node. When it matches, the value is handed to the nodes of `path`; with an empty `path` the links decide.",
        "type": "object",
        "required": [
          "value",
          "path",
          "operation",
          "type"
        ],
        "properties": {
          "value": {
            "description": "A data type for `checkType`; a text or number for `checkValue`.",
            "type": [
              "string",
              "number",
              "boolean",
              "null"
            ]
          },
          "path": {
            "description": "Numbers of the nodes that get the value; may be empty.",
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "operation": {
            "description": "A word of `RouteOperation`; others are kept and reported as a problem.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/RouteOperation"
              },
              {
                "type": "string"
              }
            ]
          },
          "type": {
            "description": "A word of `RouteType`; others are kept and reported as a problem.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/RouteType"
              },
              {
                "type": "string"
              }
            ]
          }
        },
        "additionalProperties": true
      },
      "NodeParameter": {
        "description": "One input or output parameter of a node. `code` is what links name. An input without a link takes `value` as its preset.",
        "type": "object",
        "required": [
          "code"
        ],
        "properties": {
          "code": {
            "description": "Name of the parameter, unique among the node's inputs or outputs.",
            "type": "string"
          },
          "dataType": {
            "description": "Data type in lower case. Clients also send `null` and upper case; answers leave `null` out, because a published client drops the whole architecture when it meets one.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/DataType"
              },
              {
                "type": "string"
              },
              {
                "type": "null"
              }
            ]
          },
          "value": {
            "description": "Preset value, any JSON; `null` or absent when the value arrives along a link."
          },
          "values": {
            "description": "Presets of a parameter that takes several values.",
            "type": "array",
            "items": {}
          },
          "isRequired": {
            "description": "Whether the node cannot run without it.",
            "type": "boolean"
          }
        },
        "additionalProperties": true
      },
      "Position": {
        "description": "Where an editor draws the node, in its own units.",
        "type": "object",
        "required": [
          "x",
          "y"
        ],
        "properties": {
          "x": {
            "type": "number",
            "description": "Distance from the left."
          },
          "y": {
            "type": "number",
            "description": "Distance from the top."
          }
        },
        "additionalProperties": true
      },
      "PipelineNode": {
        "description": "One node. Which of the optional fields it has depends on `type`; unknown fields are kept. Answers hold the canonical form: `type` in upper case, `functionType` and data types in lower case, no `dataType: null`, a `label` on every node, `dataType` as an array on `INPUT` nodes.",
        "type": "object",
        "required": [
          "number",
          "type"
        ],
        "properties": {
          "number": {
            "description": "Unique within the pipeline; links and routes refer to it.",
            "type": "integer"
          },
          "type": {
            "description": "A word of `NodeKind`; others are kept and reported as a problem.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/NodeKind"
              },
              {
                "type": "string"
              }
            ]
          },
          "label": {
            "description": "Name of the node; run inputs and outputs are addressed by it. Absent in some posted documents.",
            "type": "string"
          },
          "dataType": {
            "description": "Allowed types of an `INPUT`, type of an `OUTPUT`; an array in answers.",
            "x-open": true,
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "x-open": true,
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/DataType"
                    },
                    {
                      "type": "string"
                    }
                  ]
                }
              },
              {
                "type": "string"
              },
              {
                "type": "null"
              }
            ]
          },
          "inputValues": {
            "description": "Input parameters; `output` on an `OUTPUT`, `comparison` and `passthrough` on a `DECISION`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NodeParameter"
            }
          },
          "outputValues": {
            "description": "Output parameters; `input` on an `INPUT`, `data` on most others.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NodeParameter"
            }
          },
          "customInputs": {
            "description": "Further input parameters that a server adds in its answers; `isRequired` counts as true if absent.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NodeParameter"
            }
          },
          "data": {
            "description": "Default value of an `INPUT`, used when the run names none; any JSON."
          },
          "function": {
            "description": "Function of an `ASSET`.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/FunctionId"
              },
              {
                "type": "null"
              }
            ]
          },
          "functionType": {
            "description": "Kind of an `ASSET`, stored in lower case; documents are also sent with `AI`.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/FunctionType"
              },
              {
                "type": "string"
              },
              {
                "type": "null"
              }
            ]
          },
          "assetId": {
            "description": "Model that an `ASSET` calls; empty means the server's default for the function.",
            "type": [
              "string",
              "null"
            ]
          },
          "assetType": {
            "description": "Always `MODEL` where it was seen.",
            "type": "string"
          },
          "supplier": {
            "description": "Code of the supplier of an `ASSET`, or an object that describes it.",
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "object",
                "additionalProperties": true
              },
              {
                "type": "null"
              }
            ]
          },
          "version": {
            "description": "Version of the model of an `ASSET`; text, an object that describes it, or none.",
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "object",
                "additionalProperties": true
              },
              {
                "type": "null"
              }
            ]
          },
          "fileId": {
            "description": "Uploaded file of a `SCRIPT`; empty when the upload failed.",
            "type": [
              "string",
              "null"
            ]
          },
          "fileMetadata": {
            "description": "Facts about the file of a `SCRIPT` as JSON **text**, `{\"name\", \"size\"}`.",
            "type": [
              "string",
              "null"
            ]
          },
          "routes": {
            "description": "Branches of a `ROUTER` or `DECISION`, in order.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Route"
            }
          },
          "position": {
            "$ref": "#/components/schemas/Position"
          },
          "status": {
            "description": "`Exists` where a server or editor wrote it.",
            "type": "string"
          },
          "autoSelectOptions": {
            "description": "Written by the vendor's editor; meaning unknown, kept.",
            "type": "array",
            "items": {}
          }
        },
        "additionalProperties": true
      },
      "ParamMapping": {
        "description": "Connects an output parameter of a link's source with an input parameter of its target.",
        "type": "object",
        "required": [
          "from",
          "to"
        ],
        "properties": {
          "from": {
            "type": "string",
            "description": "Code of the source's output parameter."
          },
          "to": {
            "type": "string",
            "description": "Code of the target's input parameter."
          },
          "dataSourceId": {
            "description": "Number of the node linked into `passthrough`, on links that leave a `DECISION`. Clients leave it out when it is 0, so its absence says nothing.",
            "type": [
              "integer",
              "null"
            ]
          }
        },
        "additionalProperties": true
      },
      "PipelineLink": {
        "description": "All connections from one node to another.",
        "type": "object",
        "required": [
          "from",
          "to",
          "paramMapping"
        ],
        "properties": {
          "from": {
            "type": "integer",
            "description": "Number of the source node."
          },
          "to": {
            "type": "integer",
            "description": "Number of the target node."
          },
          "paramMapping": {
            "description": "One entry for each connected pair of parameters.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ParamMapping"
            }
          }
        },
        "additionalProperties": true
      },
      "PipelineDocument": {
        "description": "The graph of a pipeline. It says nothing about whether the pipeline can run: a document with faults is stored and its faults are listed as problems.",
        "type": "object",
        "required": [
          "nodes",
          "links"
        ],
        "properties": {
          "nodes": {
            "description": "The nodes, in the order they were written.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineNode"
            }
          },
          "links": {
            "description": "The links, in the order they were written.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineLink"
            }
          }
        },
        "additionalProperties": true
      },
      "Architecture": {
        "description": "A pipeline document as it is sent; `links` may be missing.",
        "type": "object",
        "required": [
          "nodes"
        ],
        "properties": {
          "nodes": {
            "description": "The nodes; empty in a deploy that does not touch the stored document.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineNode"
            }
          },
          "links": {
            "description": "The links; none when absent.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineLink"
            }
          }
        },
        "additionalProperties": true
      },
      "Problem": {
        "description": "One thing that is wrong, or may be wrong, with a document.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "code",
          "level",
          "message",
          "hint"
        ],
        "properties": {
          "code": {
            "type": "string",
            "description": "Stable word for programs, for example `cycle` or `missing_value`."
          },
          "level": {
            "description": "An `error` stops a run and a deploy; a `warning` stops nothing.",
            "type": "string",
            "enum": [
              "error",
              "warning"
            ]
          },
          "node": {
            "type": "integer",
            "description": "Number of the node it is about."
          },
          "parameter": {
            "type": "string",
            "description": "Code of the parameter it is about."
          },
          "message": {
            "type": "string",
            "description": "What is wrong and where."
          },
          "hint": {
            "type": "string",
            "description": "What to do about it."
          }
        }
      },
      "PipelineStatus": {
        "description": "The two words a pipeline is saved with.",
        "type": "string",
        "enum": [
          "draft",
          "onboarded"
        ]
      },
      "AssetStatus": {
        "description": "Every status word the vendor's assets can have; pipelines use `draft` and `onboarded`.",
        "type": "string",
        "enum": [
          "canceled",
          "canceling",
          "completed",
          "deleted",
          "deleting",
          "deprecated_draft",
          "disabled",
          "draft",
          "enabling",
          "failed",
          "hidden",
          "in_progress",
          "onboarded",
          "onboarding",
          "pending",
          "rejected",
          "scheduled",
          "training"
        ]
      },
      "SavePipeline": {
        "description": "Body of a create and of an update.",
        "type": "object",
        "required": [
          "name",
          "architecture"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "description": "Shown in lists; need not be unique."
          },
          "status": {
            "description": "`draft` when absent.",
            "$ref": "#/components/schemas/PipelineStatus"
          },
          "architecture": {
            "$ref": "#/components/schemas/Architecture"
          }
        },
        "additionalProperties": true
      },
      "Subscription": {
        "description": "The team's subscription to an asset.",
        "type": "object",
        "required": [
          "id",
          "apiKey"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the subscription."
          },
          "apiKey": {
            "description": "A key bound to the asset. Secret where a server fills it; ours answers an empty text.",
            "type": "string"
          }
        },
        "additionalProperties": true
      },
      "PipelineFields": {
        "description": "What a pipeline is besides its document.",
        "type": "object",
        "required": [
          "id",
          "name"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "24 hex characters."
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "description": "Never empty."
          },
          "status": {
            "description": "A word of `AssetStatus`; absent counts as draft.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/AssetStatus"
              },
              {
                "type": "string"
              }
            ]
          },
          "subscription": {
            "$ref": "#/components/schemas/Subscription"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time",
            "x-confidence": "inferred",
            "description": "When it was created."
          },
          "updatedAt": {
            "type": "string",
            "format": "date-time",
            "x-confidence": "inferred",
            "description": "When it was last saved."
          }
        },
        "additionalProperties": true
      },
      "Pipeline": {
        "description": "A stored pipeline with its document at the top level, in canonical form.",
        "allOf": [
          {
            "$ref": "#/components/schemas/PipelineFields"
          },
          {
            "$ref": "#/components/schemas/PipelineDocument"
          }
        ]
      },
      "SavedPipeline": {
        "description": "Answer of a create or update. Clients rely on `id` alone; ours adds the pipeline and its problems.",
        "type": "object",
        "required": [
          "id"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the saved pipeline."
          },
          "name": {
            "type": "string",
            "description": "Its name.",
            "x-confidence": "inferred"
          },
          "status": {
            "description": "A word of `AssetStatus`; a vendor test shows `SUCCESS` here.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/AssetStatus"
              },
              {
                "type": "string"
              }
            ]
          },
          "nodes": {
            "description": "The stored nodes.",
            "x-confidence": "inferred",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineNode"
            }
          },
          "links": {
            "description": "The stored links.",
            "x-confidence": "inferred",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineLink"
            }
          },
          "problems": {
            "description": "Everything that is wrong with the stored document; empty when nothing is.",
            "x-aixplain-extension": true,
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        },
        "additionalProperties": true
      },
      "PipelinePage": {
        "description": "One page of pipelines; items hold no nodes.",
        "type": "object",
        "required": [
          "items",
          "pageTotal",
          "total"
        ],
        "properties": {
          "items": {
            "description": "The pipelines of this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineFields"
            }
          },
          "results": {
            "description": "The same as `items` where a server sends it.",
            "type": "array",
            "x-confidence": "inferred",
            "items": {
              "$ref": "#/components/schemas/PipelineFields"
            }
          },
          "pageTotal": {
            "type": "integer",
            "description": "Number of items on this page."
          },
          "total": {
            "type": "integer",
            "description": "Number of items on all pages."
          },
          "filteredFrom": {
            "type": "integer",
            "x-confidence": "inferred",
            "description": "Number of items before filters."
          },
          "pageNumber": {
            "type": "integer",
            "x-confidence": "inferred",
            "description": "This page, counted from 0."
          }
        },
        "additionalProperties": true
      },
      "RunStatus": {
        "description": "State of a run. `ABORTED` is a cancelled run. Hosted engines have also answered `ERROR`, lower-case words and none at all, so a client treats this list as open and only these words as known.",
        "type": "string",
        "enum": [
          "IN_PROGRESS",
          "SUCCESS",
          "FAILED",
          "ABORTED"
        ]
      },
      "RunAnswer": {
        "description": "Answer to a submitted run.",
        "type": "object",
        "required": [
          "url",
          "status"
        ],
        "properties": {
          "url": {
            "description": "Absolute URL of the check route; its last path segment is the run's id.",
            "type": "string"
          },
          "status": {
            "description": "`IN_PROGRESS`, or `SUCCESS` of a run that ended at once (its outputs are at `url` all the same).",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/RunStatus"
              },
              {
                "type": "string"
              }
            ]
          },
          "batchMode": {
            "type": "boolean",
            "description": "As asked for; true when the body named none."
          },
          "json": {
            "description": "Internal job document of the hosted engine. It echoes the caller's key: clients drop it unread, other servers leave it out.",
            "type": "object",
            "additionalProperties": true
          }
        },
        "additionalProperties": true
      },
      "PathNode": {
        "description": "One node on the way of an output.",
        "type": "object",
        "required": [
          "node_id",
          "type"
        ],
        "properties": {
          "node_id": {
            "type": "integer",
            "description": "Number of the node."
          },
          "type": {
            "description": "Kind of the node.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/NodeKind"
              },
              {
                "type": "string"
              }
            ]
          },
          "function": {
            "$ref": "#/components/schemas/FunctionId"
          }
        },
        "additionalProperties": true
      },
      "SegmentSource": {
        "description": "One input that a segment was made from.",
        "type": "object",
        "properties": {
          "start": {
            "type": "number",
            "description": "Start in the source: characters for text, seconds for audio and video."
          },
          "end": {
            "type": "number",
            "description": "End in the source."
          },
          "length": {
            "type": "number",
            "description": "Length in the same unit."
          },
          "is_url": {
            "type": "boolean",
            "description": "Whether `segment` is a reference."
          },
          "type": {
            "type": "string",
            "description": "Data type of the source."
          },
          "segment": {
            "description": "The source itself: inline value or URL."
          },
          "language": {
            "type": "string",
            "description": "Language of the source."
          },
          "speaker": {
            "type": "string",
            "description": "Speaker that a diarization found."
          },
          "node_id": {
            "type": "integer",
            "description": "Node that the source came from."
          }
        },
        "additionalProperties": true
      },
      "Segment": {
        "description": "One piece of an output. A failed piece does not fail the run.",
        "type": "object",
        "required": [
          "index",
          "success"
        ],
        "properties": {
          "index": {
            "type": "integer",
            "description": "Position among the output's pieces."
          },
          "success": {
            "type": "boolean",
            "description": "Whether this piece was processed."
          },
          "response": {
            "description": "The value, inline or as a URL (see `is_url`); any JSON."
          },
          "is_url": {
            "type": "boolean",
            "description": "Whether `response` is a URL."
          },
          "input_type": {
            "type": "string",
            "description": "Data type that went in."
          },
          "output_type": {
            "type": "string",
            "description": "Data type that came out."
          },
          "details": {
            "description": "Free facts of the asset; an empty text in 2022 answers.",
            "anyOf": [
              {
                "type": "object",
                "additionalProperties": true
              },
              {
                "type": "string"
              }
            ]
          },
          "length": {
            "type": "number",
            "description": "Characters or seconds."
          },
          "language": {
            "type": "string",
            "description": "Language of the value."
          },
          "input_segment_info": {
            "description": "What the piece was made from.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SegmentSource"
            }
          },
          "error": {
            "type": "string",
            "description": "Why the piece failed."
          }
        },
        "additionalProperties": true
      },
      "OutputData": {
        "description": "One output that was reached. Untaken branches are absent.",
        "type": "object",
        "required": [
          "node_id",
          "label",
          "segments"
        ],
        "properties": {
          "node_id": {
            "type": "integer",
            "description": "Number of the `OUTPUT` node."
          },
          "label": {
            "type": "string",
            "description": "Label of the `OUTPUT` node."
          },
          "path": {
            "description": "Nodes on the way; an array, on some servers wrapped in a second one.",
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/PathNode"
                }
              },
              {
                "type": "array",
                "items": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/PathNode"
                  }
                }
              }
            ]
          },
          "segments": {
            "description": "The pieces, ordered by `index`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Segment"
            }
          },
          "is_segmented": {
            "type": "boolean",
            "description": "Whether the output is in pieces."
          }
        },
        "additionalProperties": true
      },
      "FailureText": {
        "description": "A reason, as text or as an object.",
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "object",
            "additionalProperties": true
          }
        ]
      },
      "CheckAnswer": {
        "description": "Present state of a run, and its outputs once it has ended. `status` is absent in supplier failures; everything but `completed` is optional.",
        "type": "object",
        "required": [
          "completed"
        ],
        "properties": {
          "status": {
            "description": "A word of `RunStatus`; clients survive others.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/RunStatus"
              },
              {
                "type": "string"
              }
            ]
          },
          "completed": {
            "type": "boolean",
            "description": "Whether the run has ended. Always present."
          },
          "data": {
            "description": "The outputs ordered by node number; a URL (2022 engine); or JSON text of `{\"response\": [outputs]}`.",
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/OutputData"
                }
              },
              {
                "type": "string"
              }
            ]
          },
          "segments": {
            "description": "Pieces of a 2022 answer, which has no outputs.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Segment"
            }
          },
          "numofsegments": {
            "type": "integer",
            "description": "Number of pieces."
          },
          "numoffailedsegments": {
            "type": "integer",
            "description": "Number of failed pieces."
          },
          "progress": {
            "description": "Percent, as text (`\"40%\"`) or number.",
            "type": [
              "string",
              "number"
            ]
          },
          "elapsed_time": {
            "type": "number",
            "description": "Seconds."
          },
          "used_credits": {
            "type": "number",
            "description": "Credits used so far."
          },
          "error": {
            "$ref": "#/components/schemas/FailureText"
          },
          "error_message": {
            "$ref": "#/components/schemas/FailureText"
          },
          "supplierError": {
            "$ref": "#/components/schemas/FailureText"
          }
        },
        "additionalProperties": true
      },
      "NodeStatus": {
        "description": "State of a node within a run.",
        "x-aixplain-extension": true,
        "type": "string",
        "enum": [
          "PENDING",
          "IN_PROGRESS",
          "SUCCESS",
          "FAILED",
          "SKIPPED",
          "ABORTED"
        ]
      },
      "StepStatus": {
        "description": "State of one segment at one node. `RETRYING` waits for its next attempt.",
        "x-aixplain-extension": true,
        "type": "string",
        "enum": [
          "IN_PROGRESS",
          "RETRYING",
          "SUCCESS",
          "FAILED",
          "SKIPPED",
          "ABORTED"
        ]
      },
      "PipelineRef": {
        "description": "The pipeline of a run, as it was called when the run started.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "id",
          "name"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Pipeline id."
          },
          "name": {
            "type": "string",
            "description": "Pipeline name."
          }
        }
      },
      "SegmentCounts": {
        "description": "Pieces of work, counted over one node or a whole run.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "total",
          "succeeded",
          "failed",
          "skipped"
        ],
        "properties": {
          "total": {
            "type": "integer",
            "description": "Known so far; grows while segmentors cut."
          },
          "succeeded": {
            "type": "integer",
            "description": "Ended well."
          },
          "failed": {
            "type": "integer",
            "description": "Ended badly."
          },
          "skipped": {
            "type": "integer",
            "description": "Not executed because their branch was not taken."
          }
        }
      },
      "RunSummary": {
        "description": "One run, without its values.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "id",
          "pipeline",
          "status",
          "createdAt",
          "progress"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Run id",
            "a UUID.": null
          },
          "pipeline": {
            "$ref": "#/components/schemas/PipelineRef"
          },
          "status": {
            "$ref": "#/components/schemas/RunStatus"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was submitted."
          },
          "startedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When its first step began; absent while it waits."
          },
          "endedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it ended; absent until then."
          },
          "progress": {
            "type": "number",
            "minimum": 0,
            "maximum": 100,
            "description": "Percent of the known work."
          },
          "usedCredits": {
            "type": "number",
            "description": "Credits used so far."
          },
          "error": {
            "type": "string",
            "description": "Why it failed."
          }
        }
      },
      "NodeState": {
        "description": "How far one node of a run has come.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "node",
          "label",
          "type",
          "status",
          "segments"
        ],
        "properties": {
          "node": {
            "type": "integer",
            "description": "Number of the node."
          },
          "label": {
            "type": "string",
            "description": "Label of the node."
          },
          "type": {
            "type": "string",
            "description": "Kind of the node."
          },
          "function": {
            "$ref": "#/components/schemas/FunctionId"
          },
          "status": {
            "$ref": "#/components/schemas/NodeStatus"
          },
          "segments": {
            "$ref": "#/components/schemas/SegmentCounts"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When its first step began."
          },
          "endedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When its last step ended."
          },
          "error": {
            "type": "string",
            "description": "First failure at this node."
          }
        }
      },
      "RunDetail": {
        "description": "One run with the state of each node.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunSummary"
          },
          {
            "type": "object",
            "required": [
              "url",
              "nodes",
              "segments",
              "batchMode"
            ],
            "properties": {
              "url": {
                "type": "string",
                "description": "Absolute URL of its check route."
              },
              "nodes": {
                "description": "State of each node, by number.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/NodeState"
                }
              },
              "segments": {
                "$ref": "#/components/schemas/SegmentCounts"
              },
              "batchMode": {
                "type": "boolean",
                "description": "As asked for."
              },
              "version": {
                "type": "string",
                "description": "Engine version that the caller named."
              },
              "cancelRequestedAt": {
                "type": "string",
                "format": "date-time",
                "description": "When a cancel was asked for."
              }
            }
          }
        ]
      },
      "RunStep": {
        "description": "One segment at one node; a retry raises `attempt` on the same step.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "node",
          "segment",
          "status",
          "attempt"
        ],
        "properties": {
          "node": {
            "type": "integer",
            "description": "Number of the node."
          },
          "segment": {
            "type": "string",
            "description": "Path of the segment: `00000.00042` is the 43rd piece of the first instance."
          },
          "status": {
            "$ref": "#/components/schemas/StepStatus"
          },
          "attempt": {
            "type": "integer",
            "minimum": 1,
            "description": "Counted from 1."
          },
          "startedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When this attempt began."
          },
          "endedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When this attempt ended."
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "When the next attempt begins."
          },
          "usedCredits": {
            "type": "number",
            "description": "Credits this step used."
          },
          "error": {
            "type": "string",
            "description": "Why it failed."
          }
        }
      },
      "RunLogLine": {
        "description": "One line of a run's log.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "at",
          "level",
          "text"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When it was written."
          },
          "level": {
            "description": "How much it matters.",
            "type": "string",
            "enum": [
              "debug",
              "info",
              "warning",
              "error"
            ]
          },
          "node": {
            "type": "integer",
            "description": "Node that wrote it."
          },
          "segment": {
            "type": "string",
            "description": "Segment it is about."
          },
          "text": {
            "type": "string",
            "description": "The line, without its line end."
          }
        }
      },
      "ErrorBody": {
        "description": "Body of every refusal. `message` may be a message key (`err.invalid_param`) or a sentence; some hosted routes leave `statusCode` out.",
        "type": "object",
        "required": [
          "message"
        ],
        "properties": {
          "statusCode": {
            "type": "integer",
            "description": "The HTTP status again."
          },
          "message": {
            "type": "string",
            "description": "What was refused."
          },
          "error": {
            "type": "string",
            "description": "Name of the status, for example `Bad Request`."
          },
          "detail": {
            "description": "What to do about it.",
            "x-aixplain-extension": true,
            "type": "string"
          },
          "problems": {
            "description": "Every problem of the document, when that is why it was refused.",
            "x-aixplain-extension": true,
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        },
        "additionalProperties": true
      },
      "RunEventBase": {
        "description": "What every event has.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "type",
          "at",
          "run"
        ],
        "properties": {
          "type": {
            "type": "string",
            "description": "Which event this is."
          },
          "id": {
            "type": "string",
            "description": "Cursor of the event: `Last-Event-ID` continues after it."
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When it happened",
            "by the server's clock.": null
          },
          "run": {
            "type": "string",
            "description": "Run id."
          }
        }
      },
      "RunStateEvent": {
        "description": "The whole present state; the first event of every stream.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "state"
            ],
            "properties": {
              "type": {
                "const": "run.state"
              },
              "state": {
                "$ref": "#/components/schemas/RunDetail"
              }
            }
          }
        ]
      },
      "RunSubmittedEvent": {
        "description": "The run was accepted.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "const": "run.submitted"
              },
              "pipeline": {
                "$ref": "#/components/schemas/PipelineRef"
              }
            }
          }
        ]
      },
      "RunStartedEvent": {
        "description": "The run's first step began.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "const": "run.started"
              }
            }
          }
        ]
      },
      "RunProgressEvent": {
        "description": "The run went on.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "progress"
            ],
            "properties": {
              "type": {
                "const": "run.progress"
              },
              "progress": {
                "type": "number",
                "minimum": 0,
                "maximum": 100,
                "description": "Percent of the known work."
              },
              "segments": {
                "$ref": "#/components/schemas/SegmentCounts"
              },
              "usedCredits": {
                "type": "number",
                "description": "Credits used so far."
              }
            }
          }
        ]
      },
      "RunCancellingEvent": {
        "description": "A cancel was asked for; the run stops its work.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "const": "run.cancelling"
              }
            }
          }
        ]
      },
      "RunFinishedEvent": {
        "description": "The run ended; the last event of every stream. Its outputs are read from the check route.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "status"
            ],
            "properties": {
              "type": {
                "const": "run.finished"
              },
              "status": {
                "description": "Any word of `RunStatus` but `IN_PROGRESS`.",
                "type": "string",
                "enum": [
                  "SUCCESS",
                  "FAILED",
                  "ABORTED"
                ]
              },
              "error": {
                "type": "string",
                "description": "Why it failed."
              },
              "segments": {
                "$ref": "#/components/schemas/SegmentCounts"
              },
              "usedCredits": {
                "type": "number",
                "description": "Credits used."
              },
              "elapsedTime": {
                "type": "number",
                "description": "Seconds from the submission to the end."
              }
            }
          }
        ]
      },
      "NodeStartedEvent": {
        "description": "A node's first step began.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "node"
            ],
            "properties": {
              "type": {
                "const": "node.started"
              },
              "node": {
                "$ref": "#/components/schemas/NodeState"
              }
            }
          }
        ]
      },
      "NodeProgressEvent": {
        "description": "A node went on; sent at most a few times a second.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "node"
            ],
            "properties": {
              "type": {
                "const": "node.progress"
              },
              "node": {
                "$ref": "#/components/schemas/NodeState"
              }
            }
          }
        ]
      },
      "NodeFinishedEvent": {
        "description": "A node will do nothing more.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "node"
            ],
            "properties": {
              "type": {
                "const": "node.finished"
              },
              "node": {
                "$ref": "#/components/schemas/NodeState"
              }
            }
          }
        ]
      },
      "SegmentRetryingEvent": {
        "description": "An attempt failed and another will follow; may be left out under load.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "step"
            ],
            "properties": {
              "type": {
                "const": "segment.retrying"
              },
              "step": {
                "$ref": "#/components/schemas/RunStep"
              }
            }
          }
        ]
      },
      "SegmentFinishedEvent": {
        "description": "A segment ended at a node; may be left out under load.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "step"
            ],
            "properties": {
              "type": {
                "const": "segment.finished"
              },
              "step": {
                "$ref": "#/components/schemas/RunStep"
              }
            }
          }
        ]
      },
      "LogWrittenEvent": {
        "description": "A line was added to the run's log; may be left out under load.",
        "x-aixplain-extension": true,
        "allOf": [
          {
            "$ref": "#/components/schemas/RunEventBase"
          },
          {
            "type": "object",
            "required": [
              "type",
              "line"
            ],
            "properties": {
              "type": {
                "const": "log.written"
              },
              "line": {
                "$ref": "#/components/schemas/RunLogLine"
              }
            }
          }
        ]
      },
      "RunEvent": {
        "description": "One event of a run as the server tells it. More kinds may come: a client skips those it does not know.",
        "x-aixplain-extension": true,
        "oneOf": [
          {
            "$ref": "#/components/schemas/RunStateEvent"
          },
          {
            "$ref": "#/components/schemas/RunSubmittedEvent"
          },
          {
            "$ref": "#/components/schemas/RunStartedEvent"
          },
          {
            "$ref": "#/components/schemas/RunProgressEvent"
          },
          {
            "$ref": "#/components/schemas/RunCancellingEvent"
          },
          {
            "$ref": "#/components/schemas/RunFinishedEvent"
          },
          {
            "$ref": "#/components/schemas/NodeStartedEvent"
          },
          {
            "$ref": "#/components/schemas/NodeProgressEvent"
          },
          {
            "$ref": "#/components/schemas/NodeFinishedEvent"
          },
          {
            "$ref": "#/components/schemas/SegmentRetryingEvent"
          },
          {
            "$ref": "#/components/schemas/SegmentFinishedEvent"
          },
          {
            "$ref": "#/components/schemas/LogWrittenEvent"
          }
        ]
      },
      "UploadTarget": {
        "description": "Where to put the bytes of one file, and what to call it afterwards.",
        "type": "object",
        "required": [
          "key",
          "uploadUrl"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "Name in the store: a run refers to the file as `s3://<bucket>/<key>`."
          },
          "uploadUrl": {
            "type": "string",
            "description": "Absolute URL for one `PUT` of the bytes; holds a signature."
          },
          "downloadUrl": {
            "type": "string",
            "description": "Absolute URL of the stored file."
          }
        },
        "additionalProperties": true
      },
      "Supplier": {
        "description": "Who serves an asset.",
        "type": "object",
        "properties": {
          "id": {
            "description": "Id of the supplier.",
            "type": [
              "string",
              "number"
            ]
          },
          "name": {
            "type": "string",
            "description": "Name of the supplier."
          },
          "code": {
            "type": "string",
            "description": "Short name that nodes carry."
          }
        },
        "additionalProperties": true
      },
      "LabelledValue": {
        "description": "One value that a parameter can take.",
        "type": "object",
        "required": [
          "value"
        ],
        "properties": {
          "value": {
            "description": "What is sent."
          },
          "label": {
            "type": "string",
            "description": "What is shown."
          }
        },
        "additionalProperties": true
      },
      "ModelParameter": {
        "description": "One input of a model.",
        "type": "object",
        "required": [
          "name",
          "defaultValues"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "Code of the parameter."
          },
          "required": {
            "type": "boolean",
            "description": "Whether a call needs it."
          },
          "isFixed": {
            "type": "boolean",
            "description": "Whether it is a preset chosen from `values` instead of data that flows."
          },
          "values": {
            "description": "Values it can take; the first one is the preset of parameters about languages.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LabelledValue"
            }
          },
          "defaultValues": {
            "description": "Presets; the first one is used.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LabelledValue"
            }
          },
          "availableOptions": {
            "description": "Values to choose from.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LabelledValue"
            }
          },
          "dataType": {
            "type": "string",
            "description": "Data type."
          },
          "dataSubType": {
            "type": "string",
            "description": "Narrower data type."
          },
          "multipleValues": {
            "type": "boolean",
            "description": "Whether it takes several values."
          }
        },
        "additionalProperties": true
      },
      "ModelVersion": {
        "description": "Version of a model; both members may be null, the object itself is always there.",
        "type": "object",
        "required": [
          "id"
        ],
        "properties": {
          "name": {
            "description": "Name of the version.",
            "type": [
              "string",
              "null"
            ]
          },
          "id": {
            "description": "Id of the version; a link to the code for some utilities.",
            "type": [
              "string",
              "null"
            ]
          }
        },
        "additionalProperties": true
      },
      "Pricing": {
        "description": "What a call costs.",
        "type": "object",
        "properties": {
          "price": {
            "type": "number",
            "description": "Credits for each unit."
          },
          "unitType": {
            "description": "The unit, for example `CHAR` or `TIME`.",
            "type": [
              "string",
              "null"
            ]
          },
          "unitTypeScale": {
            "description": "Scale of the unit, for example `SECOND`.",
            "type": [
              "string",
              "null"
            ]
          }
        },
        "additionalProperties": true
      },
      "FunctionRef": {
        "description": "The function that a model has.",
        "type": "object",
        "required": [
          "id"
        ],
        "properties": {
          "id": {
            "$ref": "#/components/schemas/FunctionId"
          },
          "name": {
            "type": "string",
            "description": "Name of the function."
          }
        },
        "additionalProperties": true
      },
      "Model": {
        "description": "A model that `ASSET` nodes can call.",
        "type": "object",
        "required": [
          "id",
          "name",
          "supplier",
          "function",
          "pricing",
          "version",
          "params"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the model; may contain slashes."
          },
          "name": {
            "type": "string",
            "description": "Name of the model."
          },
          "description": {
            "type": "string",
            "description": "What it does."
          },
          "serviceName": {
            "type": "string",
            "description": "Name of the service behind it."
          },
          "status": {
            "description": "A word of `AssetStatus`.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/AssetStatus"
              },
              {
                "type": "string"
              }
            ]
          },
          "supplier": {
            "description": "Who serves it; a name or an object.",
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Supplier"
              }
            ]
          },
          "function": {
            "$ref": "#/components/schemas/FunctionRef"
          },
          "functionType": {
            "description": "A word of `FunctionType`; ai when absent.",
            "x-open": true,
            "anyOf": [
              {
                "$ref": "#/components/schemas/FunctionType"
              },
              {
                "type": "string"
              }
            ]
          },
          "subscription": {
            "$ref": "#/components/schemas/Subscription"
          },
          "pricing": {
            "$ref": "#/components/schemas/Pricing"
          },
          "version": {
            "$ref": "#/components/schemas/ModelVersion"
          },
          "params": {
            "description": "Its inputs.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelParameter"
            }
          }
        },
        "additionalProperties": true
      },
      "DataLanguage": {
        "description": "Language of a column.",
        "type": "object",
        "required": [
          "language"
        ],
        "properties": {
          "language": {
            "type": "string",
            "description": "Language code."
          },
          "dialect": {
            "type": "string",
            "description": "Dialect."
          }
        },
        "additionalProperties": true
      },
      "DataColumn": {
        "description": "One column of a corpus or dataset.",
        "type": "object",
        "required": [
          "id",
          "name",
          "dataType",
          "status"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Data id that a run names."
          },
          "name": {
            "type": "string",
            "description": "Name of the column."
          },
          "dataType": {
            "type": "string",
            "description": "Data type of its values."
          },
          "dataSubtype": {
            "type": "string",
            "description": "age, gender, interval, other, race, split or topic."
          },
          "status": {
            "type": "string",
            "description": "Status word."
          },
          "metadata": {
            "description": "Further facts.",
            "type": "object",
            "properties": {
              "languages": {
                "description": "Languages of the values.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/DataLanguage"
                }
              }
            },
            "additionalProperties": true
          }
        },
        "additionalProperties": true
      },
      "License": {
        "description": "Licence of a data asset.",
        "type": "object",
        "properties": {
          "typeId": {
            "type": "string",
            "description": "Id of the licence (see `listLicenses`)."
          }
        },
        "additionalProperties": true
      },
      "Corpus": {
        "description": "A corpus and its columns.",
        "type": "object",
        "required": [
          "id",
          "name",
          "description",
          "status",
          "suggestedFunction",
          "data"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the corpus."
          },
          "name": {
            "type": "string",
            "description": "Name of the corpus."
          },
          "description": {
            "type": "string",
            "description": "What it holds."
          },
          "status": {
            "type": "string",
            "description": "Status word."
          },
          "suggestedFunction": {
            "description": "Functions it is fit for.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionId"
            }
          },
          "data": {
            "description": "Its columns.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DataColumn"
            }
          },
          "license": {
            "$ref": "#/components/schemas/License"
          },
          "segmentsCount": {
            "type": "integer",
            "description": "Number of rows."
          }
        },
        "additionalProperties": true
      },
      "DatasetInput": {
        "description": "One column by its id.",
        "type": "object",
        "required": [
          "dataId"
        ],
        "properties": {
          "dataId": {
            "type": "string",
            "description": "Data id."
          }
        },
        "additionalProperties": true
      },
      "DatasetOutput": {
        "description": "The columns of one output.",
        "type": "object",
        "required": [
          "dataIds"
        ],
        "properties": {
          "dataIds": {
            "description": "Data ids.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "additionalProperties": true
      },
      "Dataset": {
        "description": "A dataset, its columns and which of them are inputs and outputs.",
        "type": "object",
        "required": [
          "id",
          "name",
          "description",
          "status",
          "function",
          "input",
          "output",
          "metadata",
          "data"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the dataset."
          },
          "name": {
            "type": "string",
            "description": "Name of the dataset."
          },
          "description": {
            "type": "string",
            "description": "What it holds."
          },
          "status": {
            "type": "string",
            "description": "Status word."
          },
          "function": {
            "$ref": "#/components/schemas/FunctionId"
          },
          "input": {
            "description": "Input columns.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DatasetInput"
            }
          },
          "output": {
            "description": "Output columns.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DatasetOutput"
            }
          },
          "hypotheses": {
            "description": "Columns with answers of models.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DatasetInput"
            }
          },
          "metadata": {
            "description": "Columns with facts about the rows.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DatasetInput"
            }
          },
          "data": {
            "description": "All columns.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DataColumn"
            }
          },
          "license": {
            "$ref": "#/components/schemas/License"
          },
          "segmentsCount": {
            "type": "integer",
            "description": "Number of rows."
          }
        },
        "additionalProperties": true
      }
    }
  }
}
