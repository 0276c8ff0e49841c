// Made by `pnpm gen` from openapi/openapi.yaml. Do not edit.
import type { OpenApiDocument } from "./OpenApiDocument.ts"

/** The whole contract as a value, for servers that validate against it and tools that show it. */
export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "aiXplain Pipeline API",
    "version": "0.1.0",
    "summary": "Stored pipelines, their runs, and the files and assets they use.",
    "description": "The HTTP contract that aiXplain pipelines are driven by, written down by an independent project from what clients\nsend and servers answer. The `aixplain-ts` client, its command line and its platform are all held to it.\n\n## How sure is this?\n\nEvery operation carries `x-confidence`, and so does every field or answer that is less sure than its operation:\n\n- `seen`: in captured traffic, or needed by a published client that was executed against a recording server;\n- `documented`: in the vendor's documentation or tests but not captured; for extensions: defined by this document;\n- `inferred`: our reading of the rest. A hosted server may differ, and a client must not depend on it.\n\n## Extensions\n\nWhat only the `aixplain-ts` platform offers is marked `x-aixplain-extension: true`; operations of this kind are\ntagged *Extensions*. A server names what it has in the `Aixplain-Extensions` header of every answer, refusals\nincluded, and a client uses no extension that was not declared. `ExtensionName` lists the words.\n\n## What is the same everywhere\n\n- **Leniency.** Unknown keys are normal in bodies and answers: a server keeps them where it stores the body, a\n  client ignores them. Clients send `GET` and `DELETE` with `Content-Type: application/json` and no body.\n- **Paths.** With and without a last slash is the same route; nothing is redirected, because clients turn a\n  redirected `POST` into a `GET`. `x-aliases` lists older paths of an operation, `x-rest: true` a path parameter\n  that takes the rest of the path, slashes included.\n- **Keys.** Any one of the security schemes is enough, on every operation. The scheme word of `Authorization` is\n  compared without regard to case.\n- **Refusals** hold an `ErrorBody`; a gateway in front of a server may answer HTML or nothing. Hosted codes from 460\n  to 499 come in ranges that are described at `4XX`.\n- **Queries.** A parameter with an empty value (`?since=`) counts as absent.\n- **CORS.** Every origin is answered, without cookies. `x-cors` of this document lists the request headers that are\n  allowed and the response headers that are exposed.\n- **This document.** A server with extensions answers `/openapi.json` and `/openapi.yaml` with it, without a key.\n- **Outside this contract.** A path of the hosted platform that a server does not model answers 501 and its name,\n  another method 405 with `Allow`, any other path 404: never something made up.\n",
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
      "description": "A local platform. It lives at the root of an origin; clients lose a path prefix.",
      "variables": {
        "port": {
          "default": "8799",
          "description": "The port that the platform printed when it started."
        }
      }
    }
  ],
  "x-cors": {
    "requestHeaders": [
      "x-api-key",
      "x-aixplain-key",
      "authorization",
      "content-type",
      "content-encoding",
      "content-digest",
      "idempotency-key",
      "if-match",
      "if-none-match",
      "prefer",
      "range",
      "last-event-id",
      "traceparent",
      "tracestate",
      "baggage",
      "aixplain-fault"
    ],
    "responseHeaders": [
      "aixplain-extensions",
      "etag",
      "retry-after",
      "retry-after-ms",
      "x-request-id",
      "preference-applied",
      "content-range",
      "accept-ranges",
      "content-disposition"
    ]
  },
  "tags": [
    {
      "name": "Pipelines",
      "description": "Stored pipelines."
    },
    {
      "name": "Runs",
      "description": "Submit a run and ask how it is."
    },
    {
      "name": "Files",
      "description": "Files that runs take as input, and scripts."
    },
    {
      "name": "Data",
      "description": "Corpora and datasets."
    },
    {
      "name": "Catalogue",
      "description": "Models, functions, suppliers, languages and licences."
    },
    {
      "name": "Extensions",
      "description": "Only on servers that declare them."
    }
  ],
  "security": [
    {
      "ApiKey": []
    },
    {
      "AixplainKey": []
    },
    {
      "AuthorizationToken": []
    },
    {
      "Bearer": []
    },
    {
      "Session": []
    }
  ],
  "paths": {
    "/sdk/pipelines": {
      "get": {
        "operationId": "listPipelines",
        "tags": [
          "Pipelines"
        ],
        "summary": "List pipelines, ten a page",
        "description": "The older list, sent with a slash before the query. Clients compute with ten items a page and treat any refusal as an empty list.",
        "x-confidence": "seen",
        "x-aliases": [
          "/sdk/inventory/pipelines"
        ],
        "parameters": [
          {
            "name": "pageNumber",
            "in": "query",
            "description": "Page, counted from 0. For example `2`.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "default": 0
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PipelinePage"
                },
                "examples": {
                  "onePipeline": {
                    "$ref": "#/components/examples/PipelinePage"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      },
      "post": {
        "operationId": "createPipeline",
        "tags": [
          "Pipelines"
        ],
        "summary": "Create a pipeline",
        "description": "Stores the document word for word, faults included, and always makes a new pipeline: names need not be unique. Published clients read `id` from the answer and do not look at its status.",
        "x-confidence": "seen",
        "parameters": [
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "Name, status and document.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SavePipeline"
              },
              "examples": {
                "upperCase": {
                  "summary": "Text in, normalised text out",
                  "value": {
                    "name": "Normalise",
                    "status": "draft",
                    "architecture": {
                      "nodes": [
                        {
                          "number": 0,
                          "type": "INPUT",
                          "label": "Text",
                          "dataType": [
                            "text"
                          ],
                          "inputValues": [],
                          "outputValues": [
                            {
                              "code": "input",
                              "dataType": "text"
                            }
                          ]
                        },
                        {
                          "number": 1,
                          "type": "ASSET",
                          "label": "Normalise",
                          "function": "text-normalization",
                          "assetId": "",
                          "assetType": "MODEL",
                          "functionType": "ai",
                          "inputValues": [
                            {
                              "code": "text",
                              "dataType": "text"
                            }
                          ],
                          "outputValues": [
                            {
                              "code": "data",
                              "dataType": "label"
                            }
                          ]
                        },
                        {
                          "number": 2,
                          "type": "OUTPUT",
                          "label": "Result",
                          "dataType": [
                            "text"
                          ],
                          "inputValues": [
                            {
                              "code": "output",
                              "dataType": "text"
                            }
                          ],
                          "outputValues": []
                        }
                      ],
                      "links": [
                        {
                          "from": 0,
                          "to": 1,
                          "paramMapping": [
                            {
                              "from": "input",
                              "to": "text"
                            }
                          ]
                        },
                        {
                          "from": 1,
                          "to": 2,
                          "paramMapping": [
                            {
                              "from": "data",
                              "to": "output"
                            }
                          ]
                        }
                      ]
                    }
                  }
                },
                "bareNodes": {
                  "summary": "As files on disk have it, without labels or types, functionType in upper case",
                  "value": {
                    "name": "From a file",
                    "status": "draft",
                    "architecture": {
                      "nodes": [
                        {
                          "number": 0,
                          "type": "INPUT"
                        },
                        {
                          "number": 1,
                          "type": "ASSET",
                          "function": "sentiment-analysis",
                          "assetId": "61728750720b09325cbcdc36",
                          "assetType": "MODEL",
                          "functionType": "AI",
                          "autoSelectOptions": [],
                          "status": "Exists",
                          "inputValues": [
                            {
                              "code": "language",
                              "value": "en"
                            },
                            {
                              "code": "text",
                              "dataType": "text"
                            }
                          ],
                          "outputValues": [
                            {
                              "code": "data",
                              "dataType": null
                            }
                          ]
                        },
                        {
                          "number": 2,
                          "type": "OUTPUT"
                        }
                      ],
                      "links": [
                        {
                          "from": 0,
                          "to": 1,
                          "paramMapping": [
                            {
                              "from": "input",
                              "to": "text"
                            }
                          ]
                        },
                        {
                          "from": 1,
                          "to": 2,
                          "paramMapping": [
                            {
                              "from": "data",
                              "to": "output"
                            }
                          ]
                        }
                      ]
                    }
                  }
                },
                "empty": {
                  "summary": "No nodes yet, and no links key",
                  "value": {
                    "name": "Later",
                    "status": "draft",
                    "architecture": {
                      "nodes": []
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Stored. `problems` lists what a run would trip over.",
            "x-confidence": "inferred",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SavedPipeline"
                },
                "examples": {
                  "idOnly": {
                    "summary": "The least a client relies on",
                    "value": {
                      "id": "6544ffbdf4644a9f6c2363a6"
                    }
                  },
                  "whole": {
                    "summary": "The stored pipeline and its problems",
                    "value": {
                      "id": "6544ffbdf4644a9f6c2363a6",
                      "name": "Later",
                      "status": "draft",
                      "nodes": [],
                      "links": [],
                      "problems": [
                        {
                          "code": "no_input",
                          "level": "error",
                          "message": "The pipeline has no input node.",
                          "hint": "Add an INPUT node and link it to the first step."
                        }
                      ]
                    }
                  }
                }
              }
            },
            "links": {
              "read": {
                "description": "The stored pipeline.",
                "operationId": "getPipeline",
                "parameters": {
                  "id": "$response.body#/id"
                }
              },
              "update": {
                "description": "Replaces or deploys it.",
                "operationId": "updatePipeline",
                "parameters": {
                  "id": "$response.body#/id"
                }
              },
              "delete": {
                "description": "Deletes it.",
                "operationId": "deletePipeline",
                "parameters": {
                  "id": "$response.body#/id"
                }
              },
              "run": {
                "description": "Runs it.",
                "operationId": "runPipeline",
                "parameters": {
                  "id": "$response.body#/id"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "409": {
            "$ref": "#/components/responses/KeyInUse"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "422": {
            "$ref": "#/components/responses/KeyReused"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/pipelines/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/PipelineId"
        }
      ],
      "get": {
        "operationId": "getPipeline",
        "tags": [
          "Pipelines"
        ],
        "summary": "Read one pipeline",
        "description": "Answers with the document at the top level, in canonical form: a published client silently drops the whole architecture when a label is missing or a data type is null, unknown or in upper case.",
        "x-confidence": "seen",
        "x-aliases": [
          "/sdk/inventory/pipelines/{id}"
        ],
        "responses": {
          "200": {
            "description": "The pipeline.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pipeline"
                },
                "examples": {
                  "subtitling": {
                    "$ref": "#/components/examples/Pipeline"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      },
      "put": {
        "operationId": "updatePipeline",
        "tags": [
          "Pipelines"
        ],
        "summary": "Replace or deploy a pipeline",
        "description": "Replaces name, status and document; deploying is `status: onboarded`. Clients deploy objects from lists with an empty document, so a body without nodes changes name and status only. Deploying a document with errors is refused with all its problems.",
        "x-confidence": "seen",
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "Name, status and document.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdatePipeline"
              },
              "examples": {
                "rename": {
                  "summary": "Another name for the stored document",
                  "value": {
                    "name": "Renamed"
                  }
                },
                "deploy": {
                  "summary": "Deploy without sending the document again",
                  "value": {
                    "name": "SingleNodePipeline",
                    "status": "onboarded",
                    "architecture": {
                      "nodes": [],
                      "links": []
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Stored.",
            "x-confidence": "inferred",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SavedPipeline"
                },
                "examples": {
                  "idAndWord": {
                    "summary": "As a vendor test has it",
                    "value": {
                      "id": "6544ffbdf4644a9f6c2363a6",
                      "status": "SUCCESS"
                    }
                  },
                  "whole": {
                    "summary": "The stored pipeline",
                    "value": {
                      "id": "6544ffbdf4644a9f6c2363a6",
                      "name": "SingleNodePipeline",
                      "status": "onboarded",
                      "nodes": [],
                      "links": [],
                      "problems": []
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "412": {
            "$ref": "#/components/responses/PreconditionFailed"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      },
      "delete": {
        "operationId": "deletePipeline",
        "tags": [
          "Pipelines"
        ],
        "summary": "Delete a pipeline",
        "description": "Cannot be undone. Clients take exactly 200 for success and do not read the body.",
        "x-confidence": "seen",
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "Deleted.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeletedPipeline"
                },
                "example": {
                  "id": "6544ffbdf4644a9f6c2363a6"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "412": {
            "$ref": "#/components/responses/PreconditionFailed"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/pipelines/paginate": {
      "post": {
        "operationId": "paginatePipelines",
        "tags": [
          "Pipelines"
        ],
        "summary": "Search pipelines",
        "description": "The list with filters. Items hold no nodes.",
        "x-confidence": "seen",
        "requestBody": {
          "required": true,
          "description": "Page and filters.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PipelineQuery"
              },
              "examples": {
                "firstPage": {
                  "summary": "What a client sends without filters",
                  "value": {
                    "pageSize": 20,
                    "pageNumber": 0,
                    "draftsOnly": false
                  }
                },
                "filtered": {
                  "summary": "All filters; output types arrive under the name of the input types",
                  "value": {
                    "pageSize": 5,
                    "pageNumber": 0,
                    "draftsOnly": true,
                    "q": "subtitles",
                    "functions": [
                      "speech-recognition"
                    ],
                    "suppliers": [
                      {
                        "id": 1,
                        "name": "AWS",
                        "code": "aws"
                      }
                    ],
                    "models": [
                      "6130f9796eb563735a56e054"
                    ],
                    "inputDataTypes": [
                      "text"
                    ]
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "One page.",
            "x-confidence": "inferred",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PipelinePage"
                },
                "examples": {
                  "onePipeline": {
                    "$ref": "#/components/examples/PipelinePage"
                  }
                }
              }
            }
          },
          "201": {
            "description": "The same page, as a server with 201 for every POST answers it.",
            "x-confidence": "inferred",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PipelinePage"
                },
                "examples": {
                  "onePipeline": {
                    "$ref": "#/components/examples/PipelinePage"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/pipelines/script": {
      "post": {
        "operationId": "uploadScript",
        "tags": [
          "Files"
        ],
        "summary": "Upload the file of a script node",
        "description": "The answer's `fileId` goes into the `SCRIPT` node, next to `fileMetadata`, JSON text that the client makes. Published clients continue with an empty `fileId` when this fails.",
        "x-confidence": "seen",
        "requestBody": {
          "required": true,
          "description": "One part named `file` with a file name; the name's extension tells the language.",
          "content": {
            "multipart/form-data": {
              "schema": {
                "$ref": "#/components/schemas/ScriptUpload"
              },
              "example": {
                "file": "def main(transcripts):\n    return transcripts\n"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Stored.",
            "x-confidence": "inferred",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScriptFile"
                },
                "example": {
                  "fileId": "6f1c8b34-0f7e-4a1b-9a53-5d2c2f0f8f7e"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/assets/pipeline/execution/run/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/PipelineId"
        }
      ],
      "post": {
        "operationId": "runPipeline",
        "tags": [
          "Runs"
        ],
        "summary": "Submit a run",
        "description": "Starts one run of the document as stored now. Every call starts another run unless it carries an `Idempotency-Key` that the server honours. A document with errors, an input without a value or values that fit no input are refused with 400; a node kind or function that the server cannot execute with 501. A client with an unsaved pipeline sends an empty id, which is 404.",
        "x-confidence": "seen",
        "parameters": [
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "Input values in any of the named forms.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RunBody"
              },
              "examples": {
                "value": {
                  "summary": "One value for the single input",
                  "value": {
                    "data": "Hello",
                    "batchmode": true,
                    "version": null
                  }
                },
                "url": {
                  "summary": "A reference",
                  "value": {
                    "data": "s3://aixplain-platform-assets/temp/1b6c/speech.wav"
                  }
                },
                "perNode": {
                  "summary": "Values by node label",
                  "value": {
                    "data": [
                      {
                        "value": "a",
                        "nodeId": "Input"
                      },
                      {
                        "value": "b",
                        "nodeId": "Reference"
                      }
                    ],
                    "batchmode": true,
                    "version": "3.0"
                  }
                },
                "labels": {
                  "summary": "Values by label at the top level",
                  "value": {
                    "Input 1": "Photosynthesis"
                  }
                },
                "batch": {
                  "summary": "Several instances of the single input",
                  "value": {
                    "data": [
                      "first",
                      "second"
                    ]
                  }
                },
                "batchPerNode": {
                  "summary": "Several instances by label",
                  "value": {
                    "data": [
                      {
                        "value": [
                          "first",
                          "second"
                        ],
                        "nodeId": "Input"
                      }
                    ]
                  }
                },
                "dataAsset": {
                  "summary": "A column of a dataset for the single input",
                  "value": {
                    "data": [
                      {
                        "dataAsset": {
                          "dataset_id": "64dd1b2a0d6b5f0f6e7a9c11",
                          "data_id": "64dd1b2a0d6b5f0f6e7a9c12"
                        }
                      }
                    ]
                  }
                },
                "dataAssets": {
                  "summary": "Columns by label",
                  "value": {
                    "data": [
                      {
                        "dataAsset": {
                          "corpus_id": "64dd1b2a0d6b5f0f6e7a9c11",
                          "data_id": "64dd1b2a0d6b5f0f6e7a9c12"
                        },
                        "nodeId": "Input"
                      },
                      {
                        "dataAsset": {
                          "corpus_id": "64dd1b2a0d6b5f0f6e7a9c11",
                          "data_id": "64dd1b2a0d6b5f0f6e7a9c13"
                        },
                        "nodeId": "Reference"
                      }
                    ]
                  }
                },
                "wrapped": {
                  "summary": "Wrapped once more, as some raw users send it",
                  "value": {
                    "data": {
                      "data": "Hello"
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Accepted. Clients require exactly this status.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunAnswer"
                },
                "examples": {
                  "accepted": {
                    "summary": "The documented three fields",
                    "value": {
                      "url": "https://platform-api.aixplain.com/assets/pipeline/execution/check/cf9728ff-9a38-4cf8-87c8-41edf2ad46eb",
                      "status": "IN_PROGRESS",
                      "batchMode": true
                    }
                  },
                  "withId": {
                    "summary": "With the run's id, from a server that has extensions",
                    "value": {
                      "url": "http://127.0.0.1:8799/assets/pipeline/execution/check/cf9728ff-9a38-4cf8-87c8-41edf2ad46eb",
                      "status": "IN_PROGRESS",
                      "batchMode": true,
                      "runId": "cf9728ff-9a38-4cf8-87c8-41edf2ad46eb"
                    }
                  }
                }
              }
            },
            "links": {
              "check": {
                "description": "How the run is, and its outputs once it has ended.",
                "operationId": "checkRun",
                "parameters": {
                  "run": "$response.body#/runId"
                }
              },
              "detail": {
                "description": "The state of each node.",
                "operationId": "getRun",
                "parameters": {
                  "run": "$response.body#/runId"
                }
              },
              "cancel": {
                "description": "Stops the run.",
                "operationId": "cancelRun",
                "parameters": {
                  "run": "$response.body#/runId"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "409": {
            "$ref": "#/components/responses/KeyInUse"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "422": {
            "$ref": "#/components/responses/KeyReused"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "501": {
            "$ref": "#/components/responses/NotImplemented"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/assets/pipeline/execution/check/{run}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RunId"
        }
      ],
      "get": {
        "operationId": "checkRun",
        "tags": [
          "Runs"
        ],
        "summary": "Ask how a run is",
        "description": "The present state, and the outputs once the run has ended. The hosted platform has answered 404 to checks made right after the submission, so a client waits a moment before it believes one. A failed run answers 200.",
        "x-confidence": "seen",
        "parameters": [
          {
            "$ref": "#/components/parameters/PreferWait"
          }
        ],
        "responses": {
          "200": {
            "description": "The state of the run.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Preference-Applied": {
                "$ref": "#/components/headers/Preference-Applied"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckAnswer"
                },
                "examples": {
                  "inProgress": {
                    "summary": "Not yet ended (no hosted body of this state was captured)",
                    "value": {
                      "status": "IN_PROGRESS",
                      "completed": false,
                      "progress": "40%"
                    }
                  },
                  "success": {
                    "$ref": "#/components/examples/CheckSuccess"
                  },
                  "success2022": {
                    "$ref": "#/components/examples/CheckSuccess2022"
                  },
                  "jsonText": {
                    "summary": "Outputs as JSON text, presumably the answer to batchmode false",
                    "value": {
                      "status": "SUCCESS",
                      "completed": true,
                      "data": "{\"response\": [{\"node_id\": 2, \"label\": \"Output 1\", \"segments\": [{\"index\": 0, \"success\": true, \"response\": \"Hola\", \"is_url\": false, \"output_type\": \"text\"}]}]}"
                    }
                  },
                  "failed": {
                    "summary": "The run failed",
                    "value": {
                      "status": "FAILED",
                      "completed": true,
                      "error": "No output was reached."
                    }
                  },
                  "supplierError": {
                    "summary": "A supplier failed; no status",
                    "value": {
                      "completed": true,
                      "error": "err.supplier_error",
                      "supplierError": "The model is not available."
                    }
                  },
                  "aborted": {
                    "summary": "The run was cancelled",
                    "value": {
                      "status": "ABORTED",
                      "completed": true,
                      "error": "The run was cancelled."
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/file/upload/temp-url": {
      "post": {
        "operationId": "createTemporaryUpload",
        "tags": [
          "Files"
        ],
        "summary": "Ask where to put a file that is needed for a while",
        "description": "Clients send it as a form or as JSON. The content type they name is often wrong (`text/csv` for everything), so a server looks at the bytes. Clients check size limits before: 50 MiB for audio and anything else, 25 MiB for applications and images, 300 MiB for video and databases.",
        "x-confidence": "seen",
        "requestBody": {
          "required": true,
          "description": "What the file is called and said to be.",
          "content": {
            "application/x-www-form-urlencoded": {
              "schema": {
                "$ref": "#/components/schemas/TemporaryUpload"
              },
              "example": {
                "contentType": "text/csv",
                "originalName": "speech.wav"
              }
            },
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/TemporaryUpload"
              },
              "example": {
                "contentType": "audio/wav",
                "originalName": "speech.wav"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Where to put it.",
            "x-confidence": "inferred",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadTarget"
                },
                "examples": {
                  "hosted": {
                    "$ref": "#/components/examples/HostedUploadTarget"
                  },
                  "local": {
                    "$ref": "#/components/examples/LocalUploadTarget"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/file/upload-url": {
      "post": {
        "operationId": "createPermanentUpload",
        "tags": [
          "Files"
        ],
        "summary": "Ask where to put a file that stays",
        "description": "As a temporary upload, with tags and a licence. Published clients send the full local path as the name, so a server keeps its last part only.",
        "x-confidence": "seen",
        "requestBody": {
          "required": true,
          "description": "What the file is called, said to be, tagged with and licensed under.",
          "content": {
            "application/x-www-form-urlencoded": {
              "schema": {
                "$ref": "#/components/schemas/PermanentUpload"
              },
              "example": {
                "contentType": "text/csv",
                "originalName": "/home/ana/rows.csv",
                "tags": "sales,2026",
                "license": "620ba3a83e2fa95c500b429d"
              }
            },
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PermanentUpload"
              },
              "example": {
                "contentType": "text/csv",
                "originalName": "rows.csv",
                "tags": "year,2026",
                "license": "MIT"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Where to put it.",
            "x-confidence": "inferred",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UploadTarget"
                },
                "examples": {
                  "hosted": {
                    "$ref": "#/components/examples/HostedUploadTarget"
                  },
                  "local": {
                    "$ref": "#/components/examples/LocalUploadTarget"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/files/upload/{key}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/FileKey"
        },
        {
          "$ref": "#/components/parameters/Expires"
        },
        {
          "$ref": "#/components/parameters/Signature"
        }
      ],
      "put": {
        "operationId": "putUpload",
        "tags": [
          "Extensions"
        ],
        "summary": "Put the bytes of a file",
        "description": "The `uploadUrl` of an upload target. On the hosted platform it is a presigned URL of a file store elsewhere; this is its form on a server that keeps files itself. It carries no key, only its own signature, and may be repeated until it expires. Clients take exactly 200 for success.",
        "x-confidence": "seen",
        "x-aixplain-extension": true,
        "security": [],
        "parameters": [
          {
            "$ref": "#/components/parameters/ContentDigest"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "The bytes, with whatever content type the client believes in.",
          "content": {
            "application/octet-stream": {
              "schema": {
                "$ref": "#/components/schemas/FileContent"
              },
              "example": "Good morning."
            },
            "*/*": {
              "x-wildcard": "Clients name the type that they take the file for, and the server looks at the bytes.",
              "schema": {
                "$ref": "#/components/schemas/FileContent"
              },
              "example": "Good morning."
            }
          }
        },
        "responses": {
          "200": {
            "description": "Stored.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/files/{key}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/FileKey"
        }
      ],
      "get": {
        "operationId": "getFile",
        "tags": [
          "Extensions"
        ],
        "summary": "Download a file",
        "description": "An upload's `downloadUrl`, and the URL that a segment's `response` holds. Whoever has the URL may read the file: users fetch it without a key, so the key in it cannot be guessed and the link may expire.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "security": [],
        "parameters": [
          {
            "$ref": "#/components/parameters/OptionalExpires"
          },
          {
            "$ref": "#/components/parameters/OptionalSignature"
          },
          {
            "$ref": "#/components/parameters/Range"
          }
        ],
        "responses": {
          "200": {
            "description": "The whole file, with the content type that was found in it.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/octet-stream": {
                "schema": {
                  "$ref": "#/components/schemas/FileContent"
                },
                "example": "Hola, buenos días."
              },
              "*/*": {
                "x-wildcard": "A file is served with its own media type.",
                "schema": {
                  "$ref": "#/components/schemas/FileContent"
                },
                "example": "Hola, buenos días."
              }
            }
          },
          "206": {
            "description": "The part of the file that `Range` asked for.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Content-Range": {
                "$ref": "#/components/headers/Content-Range"
              }
            },
            "content": {
              "application/octet-stream": {
                "schema": {
                  "$ref": "#/components/schemas/FileContent"
                },
                "example": "Hola"
              },
              "*/*": {
                "x-wildcard": "A file is served with its own media type.",
                "schema": {
                  "$ref": "#/components/schemas/FileContent"
                },
                "example": "Hola"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "416": {
            "$ref": "#/components/responses/RangeNotSatisfiable"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/sdk/corpora/paginate": {
      "post": {
        "operationId": "paginateCorpora",
        "tags": [
          "Data"
        ],
        "summary": "Search corpora",
        "description": "The corpora with their columns, as one by one.",
        "x-confidence": "seen",
        "requestBody": {
          "required": true,
          "description": "Page and filters.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CorpusQuery"
              },
              "example": {
                "pageSize": 20,
                "pageNumber": 0,
                "sort": [
                  {
                    "field": "createdAt",
                    "dir": -1
                  }
                ],
                "q": "reviews",
                "function": "sentiment-analysis",
                "language": [
                  "en"
                ]
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CorpusPage"
                },
                "example": {
                  "results": [
                    {
                      "id": "64dd1b2a0d6b5f0f6e7a9c11",
                      "name": "Guest reviews",
                      "description": "One review a row.",
                      "status": "onboarded",
                      "suggestedFunction": [
                        "sentiment-analysis"
                      ],
                      "languages": [
                        {
                          "language": "en"
                        }
                      ],
                      "data": [
                        {
                          "id": "64dd1b2a0d6b5f0f6e7a9c12",
                          "name": "review",
                          "dataType": "text",
                          "dataSubtype": "other",
                          "status": "onboarded",
                          "metadata": {
                            "languages": [
                              {
                                "language": "en"
                              }
                            ]
                          }
                        }
                      ],
                      "segmentsCount": 48
                    }
                  ],
                  "pageTotal": 1,
                  "total": 1
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/corpora/{id}/overview": {
      "get": {
        "operationId": "getCorpus",
        "tags": [
          "Data"
        ],
        "summary": "Read one corpus",
        "description": "Clients ask for a corpus first and, when that is refused for any reason, for a dataset.",
        "x-confidence": "seen",
        "x-aliases": [
          "/sdk/corpus/{id}/overview"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "Corpus id.",
            "schema": {
              "type": "string",
              "minLength": 1
            },
            "example": "64dd1b2a0d6b5f0f6e7a9c11"
          }
        ],
        "responses": {
          "200": {
            "description": "The corpus and its columns.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Corpus"
                },
                "example": {
                  "id": "64dd1b2a0d6b5f0f6e7a9c11",
                  "name": "Guest reviews",
                  "description": "One review a row.",
                  "status": "onboarded",
                  "suggestedFunction": [
                    "sentiment-analysis"
                  ],
                  "data": [
                    {
                      "id": "64dd1b2a0d6b5f0f6e7a9c12",
                      "name": "review",
                      "dataType": "text",
                      "dataSubtype": "other",
                      "status": "onboarded",
                      "metadata": {
                        "languages": [
                          {
                            "language": "en"
                          },
                          {
                            "language": "es",
                            "dialect": "Mexico"
                          }
                        ]
                      }
                    }
                  ],
                  "license": {
                    "typeId": "620ba3a83e2fa95c500b429d"
                  },
                  "segmentsCount": 48
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/datasets/paginate": {
      "post": {
        "operationId": "paginateDatasets",
        "tags": [
          "Data"
        ],
        "summary": "Search datasets",
        "description": "The datasets with their columns, as one by one.",
        "x-confidence": "seen",
        "requestBody": {
          "required": true,
          "description": "Page and filters.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DatasetQuery"
              },
              "example": {
                "pageSize": 20,
                "pageNumber": 0,
                "sort": [
                  {
                    "field": "createdAt",
                    "dir": -1
                  }
                ],
                "q": "spanish",
                "function": "translation",
                "input": {
                  "languages": [
                    "en"
                  ]
                },
                "output": {
                  "languages": [
                    "es"
                  ]
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DatasetPage"
                },
                "example": {
                  "results": [
                    {
                      "id": "64dd1b2a0d6b5f0f6e7a9c21",
                      "name": "English to Spanish",
                      "description": "Sentences and their translations.",
                      "status": "onboarded",
                      "function": "translation",
                      "input": [
                        {
                          "dataId": "64dd1b2a0d6b5f0f6e7a9c22"
                        }
                      ],
                      "output": [
                        {
                          "dataIds": [
                            "64dd1b2a0d6b5f0f6e7a9c23"
                          ]
                        }
                      ],
                      "metadata": [],
                      "hypotheses": [],
                      "data": [],
                      "segmentsCount": 100
                    }
                  ],
                  "pageTotal": 1,
                  "total": 1
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/datasets/{id}/overview": {
      "get": {
        "operationId": "getDataset",
        "tags": [
          "Data"
        ],
        "summary": "Read one dataset",
        "description": "A run may name the columns of its inputs and outputs, and no others.",
        "x-confidence": "seen",
        "x-aliases": [
          "/sdk/dataset/{id}/overview"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "Dataset id.",
            "schema": {
              "type": "string",
              "minLength": 1
            },
            "example": "64dd1b2a0d6b5f0f6e7a9c21"
          }
        ],
        "responses": {
          "200": {
            "description": "The dataset, its columns and their roles.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Dataset"
                },
                "example": {
                  "id": "64dd1b2a0d6b5f0f6e7a9c21",
                  "name": "English to Spanish",
                  "description": "Sentences and their translations.",
                  "status": "onboarded",
                  "function": "translation",
                  "input": [
                    {
                      "dataId": "64dd1b2a0d6b5f0f6e7a9c22"
                    }
                  ],
                  "output": [
                    {
                      "dataIds": [
                        "64dd1b2a0d6b5f0f6e7a9c23"
                      ]
                    }
                  ],
                  "metadata": [],
                  "hypotheses": [],
                  "data": [
                    {
                      "id": "64dd1b2a0d6b5f0f6e7a9c22",
                      "name": "source",
                      "dataType": "text",
                      "status": "onboarded",
                      "metadata": {
                        "languages": [
                          {
                            "language": "en"
                          }
                        ]
                      }
                    },
                    {
                      "id": "64dd1b2a0d6b5f0f6e7a9c23",
                      "name": "target",
                      "dataType": "text",
                      "status": "onboarded",
                      "metadata": {
                        "languages": [
                          {
                            "language": "es"
                          }
                        ]
                      }
                    }
                  ],
                  "license": {
                    "typeId": "620ba3983e2fa95c500b4297"
                  },
                  "segmentsCount": 100
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/models": {
      "get": {
        "operationId": "listModels",
        "tags": [
          "Catalogue"
        ],
        "summary": "Read several models by their ids",
        "description": "Unknown ids are left out. Clients that find `pageTotal` in the answer ask for the next page as well, so it is absent.",
        "x-confidence": "seen",
        "parameters": [
          {
            "name": "ids",
            "in": "query",
            "required": true,
            "description": "Model ids, separated by commas; at most 100.",
            "schema": {
              "type": "string",
              "minLength": 1
            },
            "example": "60ddef828d38c51c5885d491,6610617ff1278441b6482530"
          }
        ],
        "responses": {
          "200": {
            "description": "The models.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelList"
                },
                "examples": {
                  "one": {
                    "$ref": "#/components/examples/ModelList"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/models/paginate": {
      "post": {
        "operationId": "paginateModels",
        "tags": [
          "Catalogue"
        ],
        "summary": "Search models",
        "description": "The models that the server has, as one by one.",
        "x-confidence": "seen",
        "requestBody": {
          "required": true,
          "description": "Page and filters.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ModelQuery"
              },
              "examples": {
                "first": {
                  "summary": "What a client sends without filters",
                  "value": {
                    "q": "",
                    "pageNumber": 0,
                    "pageSize": 20
                  }
                },
                "filtered": {
                  "summary": "By function, language and supplier",
                  "value": {
                    "q": "",
                    "pageNumber": 0,
                    "pageSize": 20,
                    "functions": [
                      "translation"
                    ],
                    "suppliers": [
                      1
                    ],
                    "ioFilter": [
                      {
                        "code": "sourcelanguage",
                        "value": "en"
                      }
                    ],
                    "sort": [
                      {
                        "field": "name",
                        "dir": 1
                      }
                    ]
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelPage"
                },
                "examples": {
                  "one": {
                    "$ref": "#/components/examples/ModelPage"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/models/{id}": {
      "get": {
        "operationId": "getModel",
        "tags": [
          "Catalogue"
        ],
        "summary": "Read one model",
        "description": "Clients ask once for each `ASSET` node that they load or build; one model that cannot be read makes a published client drop the whole architecture. Slashes in the id are sent as `%2F`.",
        "x-confidence": "seen",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "Model id.",
            "schema": {
              "type": "string",
              "minLength": 1
            },
            "example": "60ddef828d38c51c5885d491"
          }
        ],
        "responses": {
          "200": {
            "description": "The model.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Model"
                },
                "examples": {
                  "translation": {
                    "$ref": "#/components/examples/Model"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/models/by-name/{name}": {
      "get": {
        "operationId": "getModelByName",
        "tags": [
          "Catalogue"
        ],
        "summary": "Read one model by its name",
        "description": "As by id, for a model whose name the caller knows.",
        "x-confidence": "seen",
        "parameters": [
          {
            "name": "name",
            "in": "path",
            "required": true,
            "description": "Model name.",
            "schema": {
              "type": "string",
              "minLength": 1
            },
            "example": "Test Model"
          }
        ],
        "responses": {
          "200": {
            "description": "The model.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Model"
                },
                "examples": {
                  "translation": {
                    "$ref": "#/components/examples/Model"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/functions": {
      "get": {
        "operationId": "listFunctions",
        "tags": [
          "Catalogue"
        ],
        "summary": "List the functions",
        "description": "The whole catalogue at once. Older clients fetch it when they are imported and need both arrays.",
        "x-confidence": "seen",
        "responses": {
          "200": {
            "description": "The catalogue.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FunctionPage"
                },
                "examples": {
                  "languageIdentification": {
                    "$ref": "#/components/examples/FunctionPage"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/suppliers": {
      "get": {
        "operationId": "listSuppliers",
        "tags": [
          "Catalogue"
        ],
        "summary": "List the suppliers",
        "description": "Older clients fetch it when they are imported.",
        "x-confidence": "seen",
        "responses": {
          "200": {
            "description": "The suppliers.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Supplier"
                  }
                },
                "example": [
                  {
                    "id": 1,
                    "name": "aiXplain",
                    "code": "aixplain"
                  },
                  {
                    "id": 2,
                    "name": "AWS",
                    "code": "aws"
                  }
                ]
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/languages": {
      "get": {
        "operationId": "listLanguages",
        "tags": [
          "Catalogue"
        ],
        "summary": "List the languages",
        "description": "Older clients fetch it when they are imported.",
        "x-confidence": "seen",
        "responses": {
          "200": {
            "description": "The languages and their dialects.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Language"
                  }
                },
                "example": [
                  {
                    "id": "62694b06c3e1ee4e0ba1fb6b",
                    "value": "af",
                    "label": "Afrikaans",
                    "dialects": []
                  },
                  {
                    "id": "62694b06c3e1ee4e0ba1fb6c",
                    "value": "pt",
                    "label": "Portuguese",
                    "dialects": [
                      {
                        "value": "Brazil",
                        "label": "Brazil"
                      }
                    ]
                  }
                ]
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/sdk/licenses": {
      "get": {
        "operationId": "listLicenses",
        "tags": [
          "Catalogue"
        ],
        "summary": "List the licences",
        "description": "Older clients fetch it when they are imported; permanent uploads name one of these ids.",
        "x-confidence": "seen",
        "responses": {
          "200": {
            "description": "The licences.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/License"
                  }
                },
                "example": [
                  {
                    "id": "620ba3a83e2fa95c500b429d",
                    "name": "MIT",
                    "description": "A short permissive licence.",
                    "url": "https://opensource.org/license/mit"
                  }
                ]
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          },
          "4XX": {
            "$ref": "#/components/responses/OtherRefusal"
          }
        }
      }
    },
    "/health": {
      "get": {
        "operationId": "health",
        "tags": [
          "Extensions"
        ],
        "summary": "Ask whether the server takes work",
        "description": "Needs no key. A server that is shutting down answers 503.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "security": [],
        "responses": {
          "200": {
            "description": "It does.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Health"
                },
                "example": {
                  "status": "ok",
                  "version": "0.1.0",
                  "extensions": [
                    "idempotency-key",
                    "cancel",
                    "runs",
                    "health"
                  ]
                }
              }
            }
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/session": {
      "post": {
        "operationId": "openSession",
        "tags": [
          "Extensions"
        ],
        "summary": "Trade a one-time code for a session cookie",
        "description": "For a page that the server itself delivers: the code is printed where the server was started, so that no key is ever in a URL or in the browser's storage. The cookie is honoured for requests of the same site only.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "security": [],
        "requestBody": {
          "required": true,
          "description": "The code.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SessionRequest"
              },
              "example": {
                "code": "K7QW-2M9X"
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "The cookie is set.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Set-Cookie": {
                "description": "The session, `HttpOnly; SameSite=Strict; Path=/`.",
                "schema": {
                  "type": "string"
                },
                "example": "axp_session_8799=2f1c8b340f7e4a1b; Path=/; HttpOnly; SameSite=Strict"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "408": {
            "$ref": "#/components/responses/RequestTimeout"
          },
          "413": {
            "$ref": "#/components/responses/TooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/runs": {
      "get": {
        "operationId": "listRuns",
        "tags": [
          "Extensions"
        ],
        "summary": "List runs, newest first",
        "description": "The team's runs without their values.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "parameters": [
          {
            "name": "pipeline",
            "in": "query",
            "description": "Only runs of this pipeline. For example `6544ffbdf4644a9f6c2363a6`.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "status",
            "in": "query",
            "description": "Only runs in this state. For example `IN_PROGRESS`.",
            "schema": {
              "$ref": "#/components/schemas/RunStatus"
            }
          },
          {
            "name": "since",
            "in": "query",
            "description": "Only runs submitted at this time or later. For example `2026-03-01T08:00:00Z`.",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "until",
            "in": "query",
            "description": "Only runs submitted before this time. For example `2026-03-02T08:00:00Z`.",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "outcome",
            "in": "query",
            "description": "Only runs that succeeded although some of their segments failed. For example `partial`.",
            "schema": {
              "type": "string",
              "enum": [
                "partial"
              ]
            }
          },
          {
            "name": "q",
            "in": "query",
            "description": "Only runs whose pipeline has this text in its name, upper and lower case alike, or whose id begins with it. For example `reviews`.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunPage"
                },
                "example": {
                  "items": [
                    {
                      "id": "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
                      "pipeline": {
                        "id": "6544ffbdf4644a9f6c2363a6",
                        "name": "Guest reviews"
                      },
                      "status": "IN_PROGRESS",
                      "createdAt": "2026-03-01T09:30:00.000Z",
                      "startedAt": "2026-03-01T09:30:00.004Z",
                      "progress": 40,
                      "usedCredits": 0,
                      "segments": {
                        "total": 30,
                        "done": 12,
                        "failed": 0
                      }
                    }
                  ],
                  "next": null
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/runs/{run}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RunId"
        }
      ],
      "get": {
        "operationId": "getRun",
        "tags": [
          "Extensions"
        ],
        "summary": "Read one run with the state of each node",
        "description": "Everything about a run but its values and steps.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "responses": {
          "200": {
            "description": "The run.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunDetail"
                },
                "examples": {
                  "halfway": {
                    "$ref": "#/components/examples/RunDetail"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/runs/{run}/steps": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RunId"
        }
      ],
      "get": {
        "operationId": "listRunSteps",
        "tags": [
          "Extensions"
        ],
        "summary": "List the steps of a run",
        "description": "One entry for each segment at each node that has begun, ordered by node and segment. A finished step is never executed again, not even after a crash: its times and attempt stay as they are. The filters are applied before the list is cut into pages.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "parameters": [
          {
            "name": "node",
            "in": "query",
            "description": "Only steps of the node with this number. For example `2`.",
            "schema": {
              "type": "integer",
              "minimum": 0
            }
          },
          {
            "name": "status",
            "in": "query",
            "description": "Only steps in this state. For example `FAILED`.",
            "schema": {
              "$ref": "#/components/schemas/StepStatus"
            }
          },
          {
            "name": "retried",
            "in": "query",
            "description": "Only steps that began more than once, or only the others. For example `true`.",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunStepPage"
                },
                "example": {
                  "items": [
                    {
                      "node": 1,
                      "segment": "00000",
                      "status": "SUCCESS",
                      "attempt": 1,
                      "startedAt": "2026-03-01T09:30:00.004Z",
                      "endedAt": "2026-03-01T09:30:00.009Z"
                    },
                    {
                      "node": 2,
                      "segment": "00000.00001",
                      "status": "RETRYING",
                      "attempt": 2,
                      "startedAt": "2026-03-01T09:30:00.010Z",
                      "dueAt": "2026-03-01T09:30:00.700Z",
                      "error": "The service answered 503."
                    }
                  ],
                  "next": "MS4wMDAwMC4wMDAwMQ",
                  "total": 31
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/runs/{run}/outputs/{node}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RunId"
        },
        {
          "name": "node",
          "in": "path",
          "required": true,
          "description": "Number of the `OUTPUT` node.",
          "schema": {
            "type": "string",
            "pattern": "^[0-9]{1,9}$"
          },
          "example": "2"
        }
      ],
      "get": {
        "operationId": "listRunOutput",
        "tags": [
          "Extensions"
        ],
        "summary": "Read one output of an ended run in pages",
        "description": "The segments of one output in the order of the answer, texts as values: many in one request, where the answer has an address for each. A page ends early above 4 MiB of text. Part of the extension `run-data`, which a server declares once it has all of it.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "description": "At most this many items. For example `500`.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 500
            }
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunOutputPage"
                },
                "example": {
                  "items": [
                    {
                      "index": 0,
                      "success": true,
                      "value": "Bonjour.",
                      "type": "text",
                      "separator": "\n"
                    },
                    {
                      "index": 1,
                      "success": false,
                      "error": "Translation: the service answered 503."
                    }
                  ],
                  "next": null,
                  "total": 2
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/NotEnded"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/runs/{run}/log": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RunId"
        }
      ],
      "get": {
        "operationId": "getRunLog",
        "tags": [
          "Extensions"
        ],
        "summary": "Read the log of a run",
        "description": "What nodes, assets and scripts wrote, oldest first.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "parameters": [
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunLogPage"
                },
                "example": {
                  "items": [
                    {
                      "at": "2026-03-01T09:30:00.012Z",
                      "level": "info",
                      "node": 3,
                      "segment": "00000",
                      "text": "12 segments came in."
                    }
                  ],
                  "next": null
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/runs/{run}/events": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RunId"
        }
      ],
      "get": {
        "operationId": "streamRunEvents",
        "tags": [
          "Extensions"
        ],
        "summary": "Follow a run",
        "description": "Server-sent events: `event` is the type, `id` the cursor, `data` one `RunEvent` as JSON. The stream begins with `run.state`, continues as things happen and ends after `run.finished`, which comes at once for a run that has ended. It reports states, not history: after a break a client reconnects with `Last-Event-ID` and misses nothing that matters. Comment lines keep the connection open.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "parameters": [
          {
            "name": "Last-Event-ID",
            "in": "header",
            "description": "Cursor of the last event that arrived. For example `7`.",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The events; the schema describes the `data` of one.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "text/event-stream": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "application/json",
                  "contentSchema": {
                    "$ref": "#/components/schemas/RunEvent"
                  }
                },
                "example": "event: run.progress\nid: 8\ndata: {\"type\":\"run.progress\",\"id\":\"8\",\"at\":\"2026-03-01T09:30:00.250Z\",\"run\":\"cf9728ff-9a38-4cf8-87c8-41edf2ad0000\",\"progress\":40,\"segments\":{\"total\":30,\"done\":12,\"failed\":0}}\n\nevent: run.finished\nid: 9\ndata: {\"type\":\"run.finished\",\"id\":\"9\",\"at\":\"2026-03-01T09:30:01.000Z\",\"run\":\"cf9728ff-9a38-4cf8-87c8-41edf2ad0000\",\"status\":\"SUCCESS\",\"segments\":{\"total\":30,\"done\":30,\"failed\":0},\"elapsedTime\":1}\n\n"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/ext/runs/{run}/cancel": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RunId"
        }
      ],
      "post": {
        "operationId": "cancelRun",
        "tags": [
          "Extensions"
        ],
        "summary": "Cancel a run",
        "description": "Asks the run to stop its work; it ends as `ABORTED` soon after. Asking again, or for a run that has ended, changes nothing. No body is needed.",
        "x-confidence": "documented",
        "x-aixplain-extension": true,
        "responses": {
          "200": {
            "description": "The run had ended before; nothing to cancel.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CancelAnswer"
                },
                "example": {
                  "id": "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
                  "outcome": "ended",
                  "status": "SUCCESS"
                }
              }
            }
          },
          "202": {
            "description": "The run will stop.",
            "headers": {
              "Aixplain-Extensions": {
                "$ref": "#/components/headers/Aixplain-Extensions"
              },
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CancelAnswer"
                },
                "example": {
                  "id": "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
                  "outcome": "requested",
                  "status": "IN_PROGRESS"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "421": {
            "$ref": "#/components/responses/MisdirectedRequest"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "ApiKey": {
        "type": "apiKey",
        "in": "header",
        "name": "x-api-key",
        "description": "The team's key. What most clients send on runs and checks."
      },
      "AixplainKey": {
        "type": "apiKey",
        "in": "header",
        "name": "x-aixplain-key",
        "description": "An account key, as older clients send it."
      },
      "AuthorizationToken": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Token <key>`, on upload routes `token <key>`."
      },
      "Bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "`Authorization: Bearer <key>`. Users try it; whether the hosted platform takes it is not known, so clients do not send it."
      },
      "Session": {
        "x-aixplain-extension": true,
        "type": "apiKey",
        "in": "cookie",
        "name": "axp_session",
        "description": "Extension. Cookie of a page that the server itself delivers; its real name ends in the port (`axp_session_8799`), because cookies ignore ports. Honoured for same-origin requests only."
      }
    },
    "parameters": {
      "PipelineId": {
        "name": "id",
        "in": "path",
        "required": true,
        "description": "Pipeline id, 24 hex characters. Others are refused with 400 `err.invalid_param`.",
        "schema": {
          "type": "string",
          "pattern": "^[0-9a-fA-F]{24}$"
        },
        "example": "6544ffbdf4644a9f6c2363a6"
      },
      "RunId": {
        "name": "run",
        "in": "path",
        "required": true,
        "description": "Run id, a UUID; the last path segment of the run answer's `url`.",
        "schema": {
          "type": "string",
          "format": "uuid"
        },
        "example": "cf9728ff-9a38-4cf8-87c8-41edf2ad46eb"
      },
      "IdempotencyKey": {
        "x-aixplain-extension": true,
        "name": "Idempotency-Key",
        "in": "header",
        "description": "Extension. Chosen by the client, one for each thing it wants done. The same key with the same request gets the first answer again; with another body, or for another pipeline, 422; while the first request is at work 409. A key is remembered as long as what it made: by default until 7 days after the run ended, or 7 days after the pipeline was created. After that the same key is a new request. A UUID made for this request is a good one. For example `0c6f6c2e-8a2e-4d3c-9b7d-2f6f5f0b7a10`.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255
        }
      },
      "IfMatch": {
        "x-aixplain-extension": true,
        "name": "If-Match",
        "in": "header",
        "description": "Extension. The `ETag` that the change is based on (or `*`); when the stored pipeline has another, it is not changed and the answer is 412. For example `\"5f2c1a9d\"`.",
        "schema": {
          "type": "string"
        }
      },
      "PreferWait": {
        "x-aixplain-extension": true,
        "name": "Prefer",
        "in": "header",
        "description": "Extension. `wait=20` lets the server hold the answer until the run ends or 20 seconds are up, whichever is first. A server may wait for less; `Preference-Applied` says for how long at most. For example `wait=20`.",
        "schema": {
          "type": "string"
        }
      },
      "Limit": {
        "name": "limit",
        "in": "query",
        "description": "At most this many items. For example `100`.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 100
        }
      },
      "PageToken": {
        "name": "page",
        "in": "query",
        "description": "The `next` of the page before; opaque. For example `MS4wMDAwMC4wMDAwMQ`.",
        "schema": {
          "type": "string"
        }
      },
      "FileKey": {
        "name": "key",
        "in": "path",
        "required": true,
        "description": "Name of the file in the store, as `UploadTarget.key` has it.",
        "x-rest": true,
        "schema": {
          "type": "string",
          "minLength": 1
        },
        "example": "temp/1b6c0d6e/speech.wav"
      },
      "Expires": {
        "name": "expires",
        "in": "query",
        "required": true,
        "description": "When the URL stops working, in seconds: by a clock of the server that is not the date.",
        "schema": {
          "type": "integer"
        },
        "example": 1772357400
      },
      "Signature": {
        "name": "signature",
        "in": "query",
        "required": true,
        "description": "The server's own signature over key and expiry.",
        "schema": {
          "type": "string",
          "minLength": 1
        },
        "example": "Zk3vJ0c1b2t8qk9x"
      },
      "OptionalExpires": {
        "name": "expires",
        "in": "query",
        "description": "When the link stops working, in seconds by the server's own clock; absent on links that do not expire. For example `1772357400`.",
        "schema": {
          "type": "integer"
        }
      },
      "OptionalSignature": {
        "name": "signature",
        "in": "query",
        "description": "The server's own signature; on links that expire. For example `Zk3vJ0c1b2t8qk9x`.",
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "ContentDigest": {
        "x-aixplain-extension": true,
        "name": "Content-Digest",
        "in": "header",
        "description": "Extension. Checksum of the bytes (RFC 9530, `sha-256`); bytes that do not match are refused with 400 and not kept. For example `sha-256=:nDlLLD2mmo5Zi5MWFBwi5JtxDlT9aUuJv3zKIzJkZqM=:`.",
        "schema": {
          "type": "string"
        }
      },
      "Range": {
        "name": "Range",
        "in": "header",
        "description": "Part of the file, `bytes=<first>-<last>`. For example `bytes=0-3`.",
        "schema": {
          "type": "string"
        }
      }
    },
    "headers": {
      "Aixplain-Extensions": {
        "x-aixplain-extension": true,
        "description": "Extension. The extensions this server has, on every answer: words of `ExtensionName` and others that a client ignores, separated by commas. Absent on servers that have none.",
        "schema": {
          "type": "string"
        },
        "example": "idempotency-key, if-match, prefer-wait, problems, cancel, runs, steps, log, events, files, health"
      },
      "X-Request-Id": {
        "description": "Names the request in the server's log.",
        "x-confidence": "inferred",
        "schema": {
          "type": "string"
        },
        "example": "01J9ZK4T6N"
      },
      "ETag": {
        "x-aixplain-extension": true,
        "description": "Extension. Version of the stored pipeline, for `If-Match`.",
        "schema": {
          "type": "string"
        },
        "example": "\"5f2c1a9d\""
      },
      "Retry-After": {
        "description": "When to send the request again, in seconds or as an HTTP date. On a check it is a hint for the next check.",
        "schema": {
          "type": "string"
        },
        "example": "2"
      },
      "Retry-After-Ms": {
        "x-aixplain-extension": true,
        "description": "Extension. The same as `Retry-After` in milliseconds, for waits that are not whole seconds.",
        "schema": {
          "type": "string"
        },
        "example": "250"
      },
      "Content-Range": {
        "description": "Which bytes of how many these are.",
        "schema": {
          "type": "string"
        },
        "example": "bytes 0-3/19"
      },
      "Preference-Applied": {
        "x-aixplain-extension": true,
        "description": "Extension. The preference that was honoured.",
        "schema": {
          "type": "string"
        },
        "example": "wait=20"
      }
    },
    "responses": {
      "BadRequest": {
        "description": "The request cannot be understood: a malformed id, a body that is not JSON or not of the described shape, a run or deploy of a document with errors, an input without a value.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "malformedId": {
                "summary": "A malformed id, as the hosted platform answers it",
                "value": {
                  "statusCode": 400,
                  "message": "err.invalid_param",
                  "error": "Bad Request"
                }
              },
              "plain": {
                "summary": "As a vendor test has it",
                "value": {
                  "statusCode": 400,
                  "message": "Bad Request"
                }
              },
              "body": {
                "summary": "A body of another shape",
                "value": {
                  "statusCode": 400,
                  "message": "architecture.nodes must be an array.",
                  "error": "Bad Request",
                  "detail": "Send { name, status, architecture: { nodes, links } }."
                }
              },
              "missingValue": {
                "summary": "A run without a value for an input",
                "value": {
                  "statusCode": 400,
                  "message": "The input \"Reference\" has no value.",
                  "error": "Bad Request",
                  "detail": "Send a value for it, or store a default in its data."
                }
              },
              "problems": {
                "summary": "A run or deploy of a document with errors",
                "value": {
                  "statusCode": 400,
                  "message": "The pipeline has 1 error.",
                  "error": "Bad Request",
                  "problems": [
                    {
                      "code": "cycle",
                      "level": "error",
                      "node": 2,
                      "message": "Nodes 2 and 3 feed each other.",
                      "hint": "Remove one of the links."
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "Unauthorized": {
        "description": "No key, or one that is not known.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "wrongKey": {
                "summary": "An unknown key",
                "value": {
                  "statusCode": 401,
                  "message": "The API key is not known here.",
                  "error": "Unauthorized"
                }
              }
            }
          }
        }
      },
      "PaymentRequired": {
        "description": "Not enough credits.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "noCredits": {
                "summary": "No credits left",
                "value": {
                  "statusCode": 402,
                  "message": "Not enough credits.",
                  "error": "Payment Required"
                }
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "The key, signature or session does not allow this; a signed URL has expired.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "expired": {
                "summary": "A signed URL that has expired",
                "value": {
                  "statusCode": 403,
                  "message": "This link has expired.",
                  "error": "Forbidden",
                  "detail": "Ask for a new upload target."
                }
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "Nothing with this id is visible to the team.",
        "x-confidence": "seen",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "hosted": {
                "summary": "As the hosted platform answers it",
                "value": {
                  "message": "Not Found",
                  "statusCode": 404
                }
              },
              "bare": {
                "summary": "As vendor tests have it for data assets",
                "value": {
                  "message": "Not Found"
                }
              },
              "detailed": {
                "summary": "With the reason",
                "value": {
                  "statusCode": 404,
                  "message": "Not Found",
                  "error": "Not Found",
                  "detail": "No pipeline has the id 6544ffbdf4644a9f6c2363a6."
                }
              }
            }
          }
        }
      },
      "RequestTimeout": {
        "description": "The body did not arrive in time. Nothing was done.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "slow": {
                "summary": "A sender that is too slow",
                "value": {
                  "statusCode": 408,
                  "message": "The body did not arrive within 30 s.",
                  "error": "Request Timeout"
                }
              }
            }
          }
        }
      },
      "KeyInUse": {
        "description": "Extension. A request with this `Idempotency-Key` is still at work.",
        "x-aixplain-extension": true,
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "inUse": {
                "summary": "Sent again too early",
                "value": {
                  "statusCode": 409,
                  "message": "A request with this Idempotency-Key is still at work.",
                  "error": "Conflict",
                  "detail": "Send the request again in a moment with the same key and body."
                }
              }
            }
          }
        }
      },
      "NotEnded": {
        "description": "Extension. The run has not ended yet.",
        "x-aixplain-extension": true,
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "running": {
                "summary": "Read too early",
                "value": {
                  "statusCode": 409,
                  "message": "The run has not ended.",
                  "error": "Conflict",
                  "detail": "Its outputs can be read when it has."
                }
              }
            }
          }
        }
      },
      "PreconditionFailed": {
        "description": "Extension. The stored pipeline is not the one that the change is based on. `ETag` names the present one.",
        "x-aixplain-extension": true,
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "ETag": {
            "$ref": "#/components/headers/ETag"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "changed": {
                "summary": "Another client saved",
                "value": {
                  "statusCode": 412,
                  "message": "The pipeline was changed by another client.",
                  "error": "Precondition Failed",
                  "detail": "Read it again, apply the change to it and save that."
                }
              }
            }
          }
        }
      },
      "TooLarge": {
        "description": "The body is over the server's limit.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "tooLarge": {
                "summary": "Over the limit",
                "value": {
                  "statusCode": 413,
                  "message": "The body is larger than 10 MiB.",
                  "error": "Payload Too Large"
                }
              }
            }
          }
        }
      },
      "UnsupportedMediaType": {
        "description": "The operation does not accept the content type of the body.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "xml": {
                "summary": "Another content type",
                "value": {
                  "statusCode": 415,
                  "message": "This route takes application/json, not text/xml.",
                  "error": "Unsupported Media Type"
                }
              }
            }
          }
        }
      },
      "RangeNotSatisfiable": {
        "description": "The file is shorter than the asked part.",
        "x-confidence": "documented",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "beyond": {
                "summary": "Beyond the end",
                "value": {
                  "statusCode": 416,
                  "message": "The file has 19 bytes.",
                  "error": "Range Not Satisfiable"
                }
              }
            }
          }
        }
      },
      "MisdirectedRequest": {
        "description": "Extension. The `Host` is not one that a local server answers for.",
        "x-aixplain-extension": true,
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "host": {
                "summary": "A foreign host name",
                "value": {
                  "statusCode": 421,
                  "message": "This server answers for 127.0.0.1, localhost and [::1] only.",
                  "error": "Misdirected Request"
                }
              }
            }
          }
        }
      },
      "KeyReused": {
        "description": "Extension. This `Idempotency-Key` was used with another body.",
        "x-aixplain-extension": true,
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "reused": {
                "summary": "Another body",
                "value": {
                  "statusCode": 422,
                  "message": "This Idempotency-Key was used with another body.",
                  "error": "Unprocessable Entity",
                  "detail": "Use a new key for a new request."
                }
              }
            }
          }
        }
      },
      "TooManyRequests": {
        "description": "Too many requests or too much work waiting.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          },
          "Retry-After-Ms": {
            "$ref": "#/components/headers/Retry-After-Ms"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "busy": {
                "summary": "A full queue",
                "value": {
                  "statusCode": 429,
                  "message": "Too many runs are waiting.",
                  "error": "Too Many Requests"
                }
              }
            }
          }
        }
      },
      "OtherRefusal": {
        "description": "Any other refusal. The hosted platform groups its own codes: 460 to 469 the subscription is inactive or expired, 470 to 479 not enough credits, 480 to 489 the supplier does not provide the asset (may be tried again), 490 to 499 the values are invalid. Which of them it really answers is not public.",
        "x-confidence": "documented",
        "x-status-ranges": [
          {
            "from": 460,
            "to": 469,
            "means": "subscription",
            "retry": false
          },
          {
            "from": 470,
            "to": 479,
            "means": "billing",
            "retry": false
          },
          {
            "from": 480,
            "to": 489,
            "means": "supplier",
            "retry": true
          },
          {
            "from": 490,
            "to": 499,
            "means": "validation",
            "retry": false
          }
        ],
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "subscription": {
                "summary": "An expired subscription",
                "value": {
                  "statusCode": 465,
                  "message": "The subscription has expired."
                }
              },
              "supplier": {
                "summary": "A supplier without the asset",
                "value": {
                  "statusCode": 485,
                  "message": "The supplier does not provide this asset."
                }
              }
            }
          }
        }
      },
      "InternalError": {
        "description": "The server failed.",
        "x-confidence": "seen",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "hosted": {
                "summary": "As vendor tests have it",
                "value": {
                  "message": "Internal Server Error"
                }
              },
              "numbered": {
                "summary": "With its number",
                "value": {
                  "statusCode": 500,
                  "message": "Internal Server Error",
                  "error": "Internal Server Error"
                }
              }
            }
          }
        }
      },
      "NotImplemented": {
        "description": "The server cannot execute this. It is refused instead of answered with something made up.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "function": {
                "summary": "A function without an asset",
                "value": {
                  "statusCode": 501,
                  "message": "The function video-generation cannot run here.",
                  "error": "Not Implemented",
                  "detail": "Name an asset for it when the platform starts."
                }
              }
            }
          }
        }
      },
      "Unavailable": {
        "description": "The server takes no work now: it starts, stops or is overloaded.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          },
          "Retry-After-Ms": {
            "$ref": "#/components/headers/Retry-After-Ms"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "draining": {
                "summary": "Shutting down",
                "value": {
                  "statusCode": 503,
                  "message": "The server is shutting down.",
                  "error": "Service Unavailable"
                }
              }
            }
          }
        }
      },
      "GatewayTimeout": {
        "description": "A gateway gave up waiting. Whether the request was carried out is unknown.",
        "x-confidence": "inferred",
        "headers": {
          "Aixplain-Extensions": {
            "$ref": "#/components/headers/Aixplain-Extensions"
          },
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "examples": {
              "gateway": {
                "summary": "A gateway's answer",
                "value": {
                  "statusCode": 504,
                  "message": "Gateway Timeout",
                  "error": "Gateway Timeout"
                }
              }
            }
          }
        }
      }
    },
    "examples": {
      "Pipeline": {
        "summary": "A real answer, shortened; the key is taken out",
        "value": {
          "id": "6509fd2b1eaad7dd54b4e398",
          "name": "English subtitling",
          "status": "onboarded",
          "subscription": {
            "id": "6509fd2b1eaad7dd54b4e399",
            "apiKey": ""
          },
          "nodes": [
            {
              "number": 0,
              "label": "VideoInput",
              "dataType": [
                "video"
              ],
              "type": "INPUT",
              "position": {
                "x": -880,
                "y": -228
              },
              "status": "Exists"
            },
            {
              "number": 1,
              "label": "Model 1",
              "assetId": "6130f9796eb563735a56e054",
              "type": "ASSET",
              "position": {
                "x": -624,
                "y": -248
              },
              "assetType": "MODEL",
              "function": "extract-audio-from-video",
              "autoSelectOptions": [],
              "inputValues": [],
              "status": "Exists",
              "functionType": "utility",
              "model": {
                "id": "6130f9796eb563735a56e054",
                "name": "Extract Audio From Video",
                "status": "onboarded",
                "supplier": {
                  "id": "aiXplain",
                  "name": "aiXplain"
                },
                "function": {
                  "id": "extract-audio-from-video",
                  "name": "Extract Audio From Video"
                },
                "pricing": {
                  "price": 0.000001,
                  "unitType": "TIME",
                  "unitTypeScale": "SECOND"
                },
                "version": {
                  "name": null,
                  "id": null
                },
                "functionType": "utility",
                "type": "regular",
                "params": [
                  {
                    "name": "video",
                    "required": true,
                    "isFixed": false,
                    "values": [],
                    "defaultValues": [],
                    "availableOptions": [],
                    "dataType": "video",
                    "dataSubType": "video"
                  }
                ]
              }
            },
            {
              "number": 2,
              "label": "Model 2",
              "assetId": "62c5cb6c397176755b164e68",
              "type": "ASSET",
              "assetType": "MODEL",
              "function": "subtitling",
              "functionType": "ai",
              "autoSelectOptions": [],
              "status": "Exists",
              "inputValues": [
                {
                  "code": "source_supplier",
                  "value": "azure"
                },
                {
                  "code": "targetlanguages",
                  "values": [
                    "en"
                  ]
                },
                {
                  "code": "sourcelanguage",
                  "value": "en"
                },
                {
                  "code": "target_supplier",
                  "value": "google"
                }
              ],
              "position": {
                "x": -624,
                "y": -56
              }
            },
            {
              "number": 3,
              "label": "SubtitleOutput",
              "dataType": [
                "text"
              ],
              "type": "OUTPUT",
              "position": {
                "x": -304,
                "y": -36
              },
              "status": "Exists"
            }
          ],
          "links": [
            {
              "from": 0,
              "to": 1,
              "paramMapping": [
                {
                  "from": "input",
                  "to": "video"
                }
              ]
            },
            {
              "from": 1,
              "to": 2,
              "paramMapping": [
                {
                  "from": "data",
                  "to": "source_audio"
                }
              ]
            },
            {
              "from": 2,
              "to": 3,
              "paramMapping": [
                {
                  "from": "data",
                  "to": "output"
                }
              ]
            }
          ]
        }
      },
      "PipelinePage": {
        "summary": "One pipeline in all",
        "value": {
          "items": [
            {
              "id": "6544ffbdf4644a9f6c2363a6",
              "name": "SingleNodePipeline",
              "status": "onboarded"
            }
          ],
          "results": [],
          "pageTotal": 1,
          "total": 1,
          "filteredFrom": 1,
          "pageNumber": 0
        }
      },
      "CheckSuccess": {
        "summary": "Ended well, current engine",
        "value": {
          "status": "SUCCESS",
          "data": [
            {
              "node_id": 2,
              "label": "OUTPUT(ID=2)",
              "path": [
                {
                  "node_id": 0,
                  "type": "INPUT"
                },
                {
                  "node_id": 1,
                  "type": "ASSET",
                  "function": "text-generation"
                },
                {
                  "node_id": 2,
                  "type": "OUTPUT"
                }
              ],
              "segments": [
                {
                  "index": 0,
                  "success": true,
                  "response": "https://aixplain-output.s3.amazonaws.com/0279dc6e.out",
                  "is_url": true,
                  "input_type": "text",
                  "output_type": "text",
                  "details": {},
                  "length": 1644,
                  "language": "en",
                  "input_segment_info": [
                    {
                      "start": 0,
                      "end": 15,
                      "length": 15,
                      "is_url": false,
                      "type": "text",
                      "segment": "Your input data",
                      "language": "en"
                    }
                  ]
                }
              ],
              "is_segmented": false
            }
          ],
          "completed": true,
          "numofsegments": 1,
          "progress": "100%",
          "elapsed_time": 7.821672677993774,
          "used_credits": 0.00012299999999999998
        }
      },
      "CheckSuccess2022": {
        "summary": "Ended well, 2022 engine; data is one URL and the segments are next to it",
        "value": {
          "status": "SUCCESS",
          "data": "https://aixplain-output.s3.amazonaws.com/0279dc6e.out",
          "completed": true,
          "numofsegments": 2,
          "numoffailedsegments": 0,
          "progress": 100,
          "segments": [
            {
              "index": 0,
              "separator": " ",
              "size": 1499,
              "inputs": {
                "1": {
                  "value": "https://aixplain-output.s3.amazonaws.com/6026307d_0.txt",
                  "input_type": "text"
                }
              },
              "success": true,
              "response": "https://aixplain-output.s3.amazonaws.com/868bc682.tmp",
              "output_type": "text",
              "output_name": "3_ASSET",
              "details": "",
              "credits_used": 0.01499,
              "timeSpent": 0.969
            },
            {
              "index": 1,
              "separator": "\n",
              "size": 101,
              "inputs": {
                "1": {
                  "value": "https://aixplain-output.s3.amazonaws.com/6026307d_1.txt",
                  "input_type": "text"
                }
              },
              "success": true,
              "response": "https://aixplain-output.s3.amazonaws.com/1f0c2a55.tmp",
              "output_type": "text",
              "output_name": "3_ASSET",
              "details": "",
              "credits_used": 0.00101,
              "timeSpent": 0.925
            }
          ]
        }
      },
      "HostedUploadTarget": {
        "summary": "A presigned URL of the file store",
        "value": {
          "key": "temp/1b6c0d6e/speech.wav",
          "uploadUrl": "https://aixplain-platform-assets.s3.amazonaws.com/temp/1b6c0d6e/speech.wav?X-Amz-Signature=0f1e",
          "downloadUrl": "https://aixplain-platform-assets.s3.amazonaws.com/temp/1b6c0d6e/speech.wav"
        }
      },
      "LocalUploadTarget": {
        "summary": "A server that keeps files itself",
        "value": {
          "key": "temp/1b6c0d6e/speech.wav",
          "uploadUrl": "http://127.0.0.1:8799/files/upload/temp/1b6c0d6e/speech.wav?expires=1772357400&signature=Zk3vJ0c1b2t8qk9x",
          "downloadUrl": "http://127.0.0.1:8799/files/temp/1b6c0d6e/speech.wav"
        }
      },
      "Model": {
        "summary": "A translation model",
        "value": {
          "id": "60ddef828d38c51c5885d491",
          "name": "Test Model",
          "serviceName": "aiXplain",
          "status": "onboarded",
          "supplier": {
            "id": "aiXplain",
            "name": "aiXplain"
          },
          "function": {
            "id": "translation",
            "name": "Translation"
          },
          "subscription": {
            "id": "61d76d77e0fb0400128db01e",
            "apiKey": ""
          },
          "pricing": {
            "price": 0.000015,
            "unitType": "CHAR",
            "unitTypeScale": null
          },
          "version": {
            "name": null,
            "id": null
          },
          "params": [
            {
              "name": "sourcelanguage",
              "required": true,
              "isFixed": true,
              "values": [
                {
                  "value": "en",
                  "label": "English"
                }
              ],
              "defaultValues": [],
              "availableOptions": [],
              "dataType": "label",
              "dataSubType": "label",
              "multipleValues": false
            },
            {
              "name": "text",
              "required": true,
              "isFixed": false,
              "values": [],
              "defaultValues": [],
              "availableOptions": [],
              "dataType": "text",
              "dataSubType": "text",
              "multipleValues": false
            }
          ]
        }
      },
      "ModelList": {
        "summary": "One of the ids is known",
        "value": {
          "items": [
            {
              "id": "60ddef828d38c51c5885d491",
              "name": "Test Model",
              "serviceName": "aiXplain",
              "status": "onboarded",
              "supplier": {
                "id": "aiXplain",
                "name": "aiXplain"
              },
              "function": {
                "id": "translation",
                "name": "Translation"
              },
              "subscription": {
                "id": "61d76d77e0fb0400128db01e",
                "apiKey": ""
              },
              "pricing": {
                "price": 0.000015,
                "unitType": "CHAR",
                "unitTypeScale": null
              },
              "version": {
                "name": null,
                "id": null
              },
              "params": [
                {
                  "name": "sourcelanguage",
                  "required": true,
                  "isFixed": true,
                  "values": [
                    {
                      "value": "en",
                      "label": "English"
                    }
                  ],
                  "defaultValues": [],
                  "availableOptions": [],
                  "dataType": "label",
                  "dataSubType": "label",
                  "multipleValues": false
                },
                {
                  "name": "text",
                  "required": true,
                  "isFixed": false,
                  "values": [],
                  "defaultValues": [],
                  "availableOptions": [],
                  "dataType": "text",
                  "dataSubType": "text",
                  "multipleValues": false
                }
              ]
            }
          ],
          "total": 1
        }
      },
      "ModelPage": {
        "summary": "One model",
        "value": {
          "items": [
            {
              "id": "60ddef828d38c51c5885d491",
              "name": "Test Model",
              "serviceName": "aiXplain",
              "status": "onboarded",
              "supplier": {
                "id": "aiXplain",
                "name": "aiXplain"
              },
              "function": {
                "id": "translation",
                "name": "Translation"
              },
              "subscription": {
                "id": "61d76d77e0fb0400128db01e",
                "apiKey": ""
              },
              "pricing": {
                "price": 0.000015,
                "unitType": "CHAR",
                "unitTypeScale": null
              },
              "version": {
                "name": null,
                "id": null
              },
              "params": [
                {
                  "name": "sourcelanguage",
                  "required": true,
                  "isFixed": true,
                  "values": [
                    {
                      "value": "en",
                      "label": "English"
                    }
                  ],
                  "defaultValues": [],
                  "availableOptions": [],
                  "dataType": "label",
                  "dataSubType": "label",
                  "multipleValues": false
                },
                {
                  "name": "text",
                  "required": true,
                  "isFixed": false,
                  "values": [],
                  "defaultValues": [],
                  "availableOptions": [],
                  "dataType": "text",
                  "dataSubType": "text",
                  "multipleValues": false
                }
              ]
            }
          ],
          "pageTotal": 1,
          "total": 1
        }
      },
      "FunctionPage": {
        "summary": "One function; `results` and `items` are equal",
        "value": {
          "results": [
            {
              "id": "language-identification",
              "name": "Language Identification",
              "output": [
                {
                  "name": "Label",
                  "code": "data",
                  "defaultValue": [],
                  "dataType": "label"
                }
              ],
              "params": [
                {
                  "name": "Text",
                  "code": "text",
                  "required": true,
                  "isFixed": false,
                  "dataType": "text",
                  "dataSubType": "text",
                  "multipleValues": false,
                  "defaultValues": []
                }
              ],
              "modalities": [
                "text-label"
              ],
              "metaData": {
                "InputType": "text",
                "OutputType": "label",
                "description": "Finds the language of a text."
              }
            }
          ],
          "items": [
            {
              "id": "language-identification",
              "name": "Language Identification",
              "output": [
                {
                  "name": "Label",
                  "code": "data",
                  "defaultValue": [],
                  "dataType": "label"
                }
              ],
              "params": [
                {
                  "name": "Text",
                  "code": "text",
                  "required": true,
                  "isFixed": false,
                  "dataType": "text",
                  "dataSubType": "text",
                  "multipleValues": false,
                  "defaultValues": []
                }
              ],
              "modalities": [
                "text-label"
              ],
              "metaData": {
                "InputType": "text",
                "OutputType": "label",
                "description": "Finds the language of a text."
              }
            }
          ],
          "total": 1,
          "filteredFrom": 1,
          "pageTotal": 1
        }
      },
      "RunDetail": {
        "summary": "Halfway",
        "value": {
          "id": "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
          "pipeline": {
            "id": "6544ffbdf4644a9f6c2363a6",
            "name": "Guest reviews"
          },
          "url": "http://127.0.0.1:8799/assets/pipeline/execution/check/cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
          "status": "IN_PROGRESS",
          "createdAt": "2026-03-01T09:30:00.000Z",
          "startedAt": "2026-03-01T09:30:00.004Z",
          "progress": 40,
          "usedCredits": 0,
          "segments": {
            "total": 30,
            "done": 12,
            "failed": 0
          },
          "batchMode": true,
          "nodes": [
            {
              "node": 0,
              "label": "Reviews",
              "type": "INPUT",
              "status": "SUCCESS",
              "segments": {
                "total": 1,
                "done": 1,
                "failed": 0
              }
            },
            {
              "node": 1,
              "label": "Split into lines",
              "type": "ASSET",
              "function": "split-on-linebreak",
              "status": "SUCCESS",
              "segments": {
                "total": 1,
                "done": 1,
                "failed": 0
              },
              "startedAt": "2026-03-01T09:30:00.004Z",
              "endedAt": "2026-03-01T09:30:00.009Z"
            },
            {
              "node": 2,
              "label": "Mood",
              "type": "ASSET",
              "function": "sentiment-analysis",
              "status": "IN_PROGRESS",
              "segments": {
                "total": 28,
                "done": 10,
                "failed": 0
              },
              "startedAt": "2026-03-01T09:30:00.010Z"
            },
            {
              "node": 3,
              "label": "Moods",
              "type": "OUTPUT",
              "status": "PENDING",
              "segments": {
                "total": 0,
                "done": 0,
                "failed": 0
              }
            }
          ]
        }
      }
    },
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
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "number"
              },
              {
                "type": "boolean"
              },
              {
                "type": "null"
              }
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
        "description": "Body of a create.",
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
            "allOf": [
              {
                "$ref": "#/components/schemas/PipelineStatus"
              }
            ]
          },
          "architecture": {
            "$ref": "#/components/schemas/Architecture"
          }
        },
        "additionalProperties": true
      },
      "UpdatePipeline": {
        "description": "Body of an update; without nodes the stored document stays.",
        "type": "object",
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "description": "Shown in lists; need not be unique."
          },
          "status": {
            "description": "The stored status when absent.",
            "allOf": [
              {
                "$ref": "#/components/schemas/PipelineStatus"
              }
            ]
          },
          "architecture": {
            "description": "The document that replaces the stored one, unless it has no nodes.",
            "type": "object",
            "properties": {
              "nodes": {
                "description": "The nodes; the stored document stays when they are absent or empty.",
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
          },
          "problemCount": {
            "$ref": "#/components/schemas/ProblemCount"
          }
        },
        "additionalProperties": true
      },
      "ProblemCount": {
        "description": "Extension, in lists only. How many problems the stored document has, so that a list needs no documents.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "errors",
          "warnings"
        ],
        "properties": {
          "errors": {
            "type": "integer",
            "minimum": 0,
            "description": "Problems that stop a run and a deploy."
          },
          "warnings": {
            "type": "integer",
            "minimum": 0,
            "description": "The others."
          }
        }
      },
      "Pipeline": {
        "description": "A stored pipeline with its document at the top level, in canonical form.",
        "allOf": [
          {
            "$ref": "#/components/schemas/PipelineFields"
          },
          {
            "$ref": "#/components/schemas/PipelineDocument"
          },
          {
            "x-untyped": true,
            "type": "object",
            "properties": {
              "nodes": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/CanonicalNode"
                }
              }
            },
            "additionalProperties": true
          }
        ]
      },
      "CanonicalNode": {
        "description": "What is true of every node in an answer, on top of `PipelineNode`: a label (the one a designer would give, such as `INPUT(ID=0)`, where the document has none), `type` in upper case, no data type that is null or in upper case, and a list of data types on every `INPUT`.",
        "x-confidence": "inferred",
        "type": "object",
        "required": [
          "label"
        ],
        "properties": {
          "label": {
            "type": "string",
            "description": "Never absent."
          },
          "type": {
            "type": "string",
            "pattern": "^[^a-z]*$",
            "description": "In upper case."
          },
          "functionType": {
            "type": [
              "string",
              "null"
            ],
            "pattern": "^[^A-Z]*$",
            "description": "In lower case."
          },
          "dataType": {
            "description": "In lower case.",
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "type": "string",
                  "pattern": "^[^A-Z]*$"
                }
              },
              {
                "type": "string",
                "pattern": "^[^A-Z]*$"
              }
            ]
          },
          "inputValues": {
            "description": "Canonical parameters.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CanonicalParameter"
            }
          },
          "outputValues": {
            "description": "Canonical parameters.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CanonicalParameter"
            }
          },
          "customInputs": {
            "description": "Canonical parameters.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CanonicalParameter"
            }
          }
        },
        "additionalProperties": true,
        "if": {
          "type": "object",
          "required": [
            "type"
          ],
          "properties": {
            "type": {
              "const": "INPUT"
            }
          },
          "additionalProperties": true
        },
        "then": {
          "type": "object",
          "required": [
            "dataType"
          ],
          "properties": {
            "dataType": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          },
          "additionalProperties": true
        }
      },
      "CanonicalParameter": {
        "description": "What is true of every parameter in an answer, on top of `NodeParameter`.",
        "x-confidence": "inferred",
        "type": "object",
        "properties": {
          "dataType": {
            "type": "string",
            "pattern": "^[^A-Z]*$",
            "description": "In lower case, or absent."
          }
        },
        "additionalProperties": true
      },
      "PipelineQuery": {
        "description": "Page and filters of a search; none of them is needed.",
        "type": "object",
        "properties": {
          "pageSize": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "description": "20 when absent."
          },
          "pageNumber": {
            "type": "integer",
            "minimum": 0,
            "description": "Counted from 0."
          },
          "draftsOnly": {
            "type": "boolean",
            "description": "Only drafts."
          },
          "q": {
            "type": "string",
            "description": "Text in name or description."
          },
          "functions": {
            "description": "Functions that a pipeline uses.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionId"
            }
          },
          "suppliers": {
            "description": "Suppliers whose models a pipeline uses, as the whole entry of the supplier list or its code.",
            "type": "array",
            "items": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/Supplier"
                },
                {
                  "type": "string"
                }
              ]
            }
          },
          "models": {
            "description": "Ids of models that a pipeline uses.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "inputDataTypes": {
            "description": "Types of its inputs. A published client sends the types of the outputs here, over those of the inputs.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "outputDataTypes": {
            "description": "Types of its outputs.",
            "x-confidence": "inferred",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "sort": {
            "description": "Order of the items; seen on lists of other assets.",
            "x-confidence": "inferred",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SortField"
            }
          }
        },
        "additionalProperties": true
      },
      "SortField": {
        "description": "One key of an order.",
        "x-confidence": "inferred",
        "type": "object",
        "required": [
          "field",
          "dir"
        ],
        "properties": {
          "field": {
            "type": "string",
            "description": "For example `createdAt`."
          },
          "dir": {
            "type": "integer",
            "enum": [
              -1,
              1
            ],
            "description": "1 ascending, -1 descending."
          }
        },
        "additionalProperties": true
      },
      "DeletedPipeline": {
        "description": "Clients do not read this body.",
        "x-confidence": "inferred",
        "type": "object",
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the pipeline that is gone."
          }
        },
        "additionalProperties": true
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
      "DataAssetRef": {
        "description": "One column of a corpus or dataset as input; exactly one of the two asset ids.",
        "type": "object",
        "required": [
          "data_id"
        ],
        "properties": {
          "corpus_id": {
            "type": "string",
            "description": "Corpus that holds the column."
          },
          "dataset_id": {
            "type": "string",
            "description": "Dataset that holds the column."
          },
          "data_id": {
            "type": "string",
            "description": "Id of the column: the `id` of an entry in the asset's `data`."
          }
        },
        "additionalProperties": true
      },
      "RunDataEntry": {
        "description": "The values of one input. Without `nodeId` it belongs to the single input.",
        "type": "object",
        "properties": {
          "value": {
            "description": "One value (text, number, boolean, URL), or an array of them: one instance each."
          },
          "nodeId": {
            "description": "Label of the `INPUT` node; its number is taken too.",
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "number"
              }
            ]
          },
          "dataAsset": {
            "$ref": "#/components/schemas/DataAssetRef"
          }
        },
        "additionalProperties": true
      },
      "RunBody": {
        "description": "Any JSON object. `data` holds the values: one value, an array of them (one instance each), or one `RunDataEntry` for each input. Without `data` the other keys are labels of inputs. Text that begins with `s3://`, `http://` or `https://` is a reference, everything else is taken literally. Unknown keys are ignored.",
        "type": "object",
        "properties": {
          "data": {
            "description": "The values, see above.",
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/RunDataEntry"
                }
              },
              {
                "type": "array",
                "items": {}
              },
              {
                "type": "object",
                "additionalProperties": true
              },
              {
                "type": "string"
              },
              {
                "type": "number"
              },
              {
                "type": "boolean"
              },
              {
                "type": "null"
              }
            ]
          },
          "batchmode": {
            "description": "Lower-case m here, `batchMode` in the answer. True when absent; false is called online mode.",
            "type": "boolean"
          },
          "version": {
            "description": "Engine version, `2.0` or `3.0`; null or absent means the platform's default.",
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "number"
              },
              {
                "type": "null"
              }
            ]
          }
        },
        "additionalProperties": true
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
          "runId": {
            "description": "Extension. The run's id, so that it need not be cut out of `url`.",
            "x-aixplain-extension": true,
            "type": "string",
            "format": "uuid"
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
        "x-confidence": "documented",
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
        "x-confidence": "documented",
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
        "x-confidence": "documented",
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
          },
          "separator": {
            "description": "What followed the piece in its source; the last piece of an instance has all that followed it to the end. The pieces of one instance, each with its separator behind it, are the whole text. On texts that were cut.",
            "type": "string",
            "x-confidence": "seen"
          },
          "size": {
            "type": "integer",
            "x-confidence": "seen",
            "description": "Characters of the source (2022 engine)."
          },
          "start_sec": {
            "type": "number",
            "x-confidence": "seen",
            "description": "Start in the source in seconds (2022 engine)."
          },
          "end_sec": {
            "type": "number",
            "x-confidence": "seen",
            "description": "End in the source in seconds (2022 engine)."
          },
          "credits_used": {
            "type": "number",
            "x-confidence": "seen",
            "description": "Credits of this piece (2022 engine)."
          },
          "timeSpent": {
            "type": "number",
            "x-confidence": "seen",
            "description": "Seconds spent on this piece (2022 engine)."
          }
        },
        "additionalProperties": true
      },
      "OutputData": {
        "description": "One output that was reached. Untaken branches are absent.",
        "x-confidence": "documented",
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
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "number"
              }
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
          "done",
          "failed"
        ],
        "properties": {
          "total": {
            "type": "integer",
            "minimum": 0,
            "description": "Known so far; grows while segmentors cut."
          },
          "done": {
            "type": "integer",
            "minimum": 0,
            "description": "Ended in whatever way, failed and skipped ones included."
          },
          "failed": {
            "type": "integer",
            "minimum": 0,
            "description": "Ended badly."
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
          "progress",
          "segments"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Run id, a UUID."
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
          "segments": {
            "$ref": "#/components/schemas/SegmentCounts"
          },
          "outputSegments": {
            "description": "Segments of its outputs, each counted once; present when the run has ended with a result.",
            "allOf": [
              {
                "$ref": "#/components/schemas/SegmentCounts"
              }
            ]
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
      "RunPage": {
        "description": "One page of runs.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "items",
          "next"
        ],
        "properties": {
          "items": {
            "description": "The runs.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RunSummary"
            }
          },
          "next": {
            "$ref": "#/components/schemas/NextPage"
          }
        }
      },
      "RunStepPage": {
        "description": "One page of steps.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "items",
          "next",
          "total"
        ],
        "properties": {
          "items": {
            "description": "The steps.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RunStep"
            }
          },
          "next": {
            "$ref": "#/components/schemas/NextPage"
          },
          "total": {
            "description": "Steps on all pages that are in the run's journal. A step that is under way may be listed before it is there.",
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "RunOutputItem": {
        "description": "One segment of an output.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "index",
          "success"
        ],
        "properties": {
          "index": {
            "type": "integer",
            "minimum": 0,
            "description": "Position among the segments of the output."
          },
          "success": {
            "type": "boolean",
            "description": "Whether this segment was processed."
          },
          "value": {
            "description": "The value of a segment that succeeded; absent where `url` is."
          },
          "url": {
            "type": "string",
            "description": "Address of a file, or of a text larger than 4 MiB; works without a key."
          },
          "type": {
            "type": "string",
            "description": "Data type."
          },
          "error": {
            "type": "string",
            "description": "Why the segment failed."
          },
          "separator": {
            "type": "string",
            "description": "What followed it in its source, as in `Segment`."
          },
          "language": {
            "type": "string",
            "description": "Language of the value."
          }
        }
      },
      "RunOutputPage": {
        "description": "One page of an output.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "items",
          "next",
          "total"
        ],
        "properties": {
          "items": {
            "description": "The segments.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RunOutputItem"
            }
          },
          "next": {
            "$ref": "#/components/schemas/NextPage"
          },
          "total": {
            "type": "integer",
            "minimum": 0,
            "description": "Segments on all pages."
          }
        }
      },
      "RunLogPage": {
        "description": "One page of a log.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "items",
          "next"
        ],
        "properties": {
          "items": {
            "description": "The lines.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RunLogLine"
            }
          },
          "next": {
            "$ref": "#/components/schemas/NextPage"
          }
        }
      },
      "NextPage": {
        "description": "Token of the next page; null on the last one.",
        "x-aixplain-extension": true,
        "type": [
          "string",
          "null"
        ]
      },
      "CancelAnswer": {
        "description": "The outcome of a request to cancel a run.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "id",
          "outcome",
          "status"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "description": "Run id."
          },
          "outcome": {
            "description": "`requested`: the run will stop. `ended`: it had ended before.",
            "type": "string",
            "enum": [
              "requested",
              "ended"
            ]
          },
          "status": {
            "$ref": "#/components/schemas/RunStatus"
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
              "nodes",
              "batchMode"
            ],
            "properties": {
              "url": {
                "type": "string",
                "description": "Absolute URL of its check route; always there in answers over HTTP."
              },
              "nodes": {
                "description": "State of each node, by number.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/NodeState"
                }
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
            "description": "When it happened, by the server's clock."
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
        "description": "The run progressed.",
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
        "description": "A node progressed; sent at most a few times a second.",
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
        ],
        "discriminator": {
          "propertyName": "type",
          "mapping": {
            "run.state": "#/components/schemas/RunStateEvent",
            "run.submitted": "#/components/schemas/RunSubmittedEvent",
            "run.started": "#/components/schemas/RunStartedEvent",
            "run.progress": "#/components/schemas/RunProgressEvent",
            "run.cancelling": "#/components/schemas/RunCancellingEvent",
            "run.finished": "#/components/schemas/RunFinishedEvent",
            "node.started": "#/components/schemas/NodeStartedEvent",
            "node.progress": "#/components/schemas/NodeProgressEvent",
            "node.finished": "#/components/schemas/NodeFinishedEvent",
            "segment.retrying": "#/components/schemas/SegmentRetryingEvent",
            "segment.finished": "#/components/schemas/SegmentFinishedEvent",
            "log.written": "#/components/schemas/LogWrittenEvent"
          }
        }
      },
      "TemporaryUpload": {
        "description": "A file that is about to be uploaded.",
        "type": "object",
        "required": [
          "contentType",
          "originalName"
        ],
        "properties": {
          "contentType": {
            "type": "string",
            "description": "What the client takes it for; not to be trusted."
          },
          "originalName": {
            "type": "string",
            "description": "File name; only its last part is kept."
          }
        },
        "additionalProperties": true
      },
      "PermanentUpload": {
        "description": "A file that is about to be uploaded to stay.",
        "type": "object",
        "required": [
          "contentType",
          "originalName"
        ],
        "properties": {
          "contentType": {
            "type": "string",
            "description": "What the client takes it for; not to be trusted."
          },
          "originalName": {
            "type": "string",
            "description": "File name; only its last part is kept."
          },
          "tags": {
            "type": "string",
            "description": "Tags, joined by commas; another client sends `key,value` lines."
          },
          "license": {
            "type": "string",
            "description": "Id of a licence (see `listLicenses`); another client sends its name."
          }
        },
        "additionalProperties": true
      },
      "ScriptUpload": {
        "description": "A form with the script as its one file.",
        "type": "object",
        "required": [
          "file"
        ],
        "properties": {
          "file": {
            "type": "string",
            "format": "binary",
            "description": "The script."
          }
        }
      },
      "ScriptFile": {
        "description": "A stored script.",
        "type": "object",
        "required": [
          "fileId"
        ],
        "properties": {
          "fileId": {
            "type": "string",
            "description": "What the `SCRIPT` node names."
          }
        },
        "additionalProperties": true
      },
      "FileContent": {
        "description": "The bytes of a file.",
        "type": "string",
        "format": "binary"
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
            "anyOf": [
              {
                "type": "string"
              },
              {
                "type": "number"
              }
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
          "createdAt": {
            "type": "string",
            "description": "When it was created."
          },
          "supportsStreaming": {
            "type": "boolean",
            "description": "Whether it can answer in chunks."
          },
          "code": {
            "type": "string",
            "description": "Source code of a utility; otherwise `version.id` may link to it."
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
      "IoFilter": {
        "description": "A value that a parameter of the model must take.",
        "type": "object",
        "required": [
          "code",
          "value"
        ],
        "properties": {
          "code": {
            "type": "string",
            "description": "Code of the parameter, for example `targetlanguage`."
          },
          "value": {
            "description": "What it must take."
          }
        },
        "additionalProperties": true
      },
      "ModelQuery": {
        "description": "Page and filters of a search for models; none of them is needed.",
        "type": "object",
        "properties": {
          "pageSize": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "description": "20 when absent."
          },
          "pageNumber": {
            "type": "integer",
            "minimum": 0,
            "description": "Counted from 0."
          },
          "q": {
            "type": "string",
            "description": "Text in name or description."
          },
          "functions": {
            "description": "Functions that a model may have.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionId"
            }
          },
          "suppliers": {
            "description": "Ids of suppliers, as numbers or text; entries of the supplier list and codes are taken, too.",
            "type": "array",
            "items": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/Supplier"
                },
                {
                  "type": "string"
                },
                {
                  "type": "number"
                }
              ]
            }
          },
          "saved": {
            "type": "boolean",
            "description": "Only those that the team has saved."
          },
          "isFineTunable": {
            "type": "boolean",
            "description": "Only those that can be fine-tuned."
          },
          "ownership": {
            "description": "`SUBSCRIBED` or `OWNER`.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "ioFilter": {
            "description": "What the model must take.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/IoFilter"
            }
          },
          "sort": {
            "description": "Order of the items.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SortField"
            }
          }
        },
        "additionalProperties": true
      },
      "ModelList": {
        "description": "Models that were asked for by id.",
        "type": "object",
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "description": "The models that were found.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Model"
            }
          },
          "total": {
            "type": "integer",
            "minimum": 0,
            "description": "Number of models that were found."
          }
        },
        "additionalProperties": true
      },
      "ModelPage": {
        "description": "One page of models.",
        "type": "object",
        "required": [
          "items",
          "pageTotal",
          "total"
        ],
        "properties": {
          "items": {
            "description": "The page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Model"
            }
          },
          "pageTotal": {
            "type": "integer",
            "minimum": 0,
            "description": "Number of items on this page."
          },
          "total": {
            "type": "integer",
            "minimum": 0,
            "description": "Number of items on all pages."
          }
        },
        "additionalProperties": true
      },
      "FunctionParameter": {
        "description": "One input of a function.",
        "type": "object",
        "required": [
          "code"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "What is shown."
          },
          "code": {
            "type": "string",
            "description": "What nodes and links name."
          },
          "required": {
            "type": "boolean",
            "description": "Whether a node needs it."
          },
          "isFixed": {
            "type": "boolean",
            "description": "Whether it is a preset instead of data that flows."
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
          },
          "defaultValues": {
            "description": "Presets.",
            "type": "array",
            "items": {}
          },
          "availableOptions": {
            "description": "Values to choose from.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LabelledValue"
            }
          }
        },
        "additionalProperties": true
      },
      "FunctionOutput": {
        "description": "One output of a function.",
        "type": "object",
        "required": [
          "code"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "What is shown."
          },
          "code": {
            "type": "string",
            "description": "What links name."
          },
          "defaultValue": {
            "description": "Empty where it was seen.",
            "type": "array",
            "items": {}
          },
          "dataType": {
            "type": "string",
            "description": "Data type."
          }
        },
        "additionalProperties": true
      },
      "CatalogueFunction": {
        "description": "One function of the catalogue.",
        "type": "object",
        "required": [
          "id",
          "name",
          "output",
          "params"
        ],
        "properties": {
          "id": {
            "$ref": "#/components/schemas/FunctionId"
          },
          "name": {
            "type": "string",
            "description": "What is shown."
          },
          "params": {
            "description": "Its inputs.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionParameter"
            }
          },
          "output": {
            "description": "Its outputs.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionOutput"
            }
          },
          "modalities": {
            "description": "Input and output type, for example `text-label`.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "metaData": {
            "description": "`InputType`, `OutputType`, `description`.",
            "type": "object",
            "additionalProperties": true
          }
        },
        "additionalProperties": true
      },
      "FunctionPage": {
        "description": "The whole catalogue; both arrays are equal and both are needed by published clients.",
        "type": "object",
        "required": [
          "items",
          "results",
          "total"
        ],
        "properties": {
          "items": {
            "description": "The functions.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CatalogueFunction"
            }
          },
          "results": {
            "description": "The same again.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CatalogueFunction"
            }
          },
          "total": {
            "type": "integer",
            "description": "Number of functions."
          },
          "filteredFrom": {
            "type": "integer",
            "description": "Number of functions."
          },
          "pageTotal": {
            "type": "integer",
            "description": "Number of functions."
          }
        },
        "additionalProperties": true
      },
      "Dialect": {
        "description": "One dialect of a language.",
        "type": "object",
        "required": [
          "value",
          "label"
        ],
        "properties": {
          "value": {
            "type": "string",
            "description": "What is sent."
          },
          "label": {
            "type": "string",
            "description": "What is shown."
          }
        },
        "additionalProperties": true
      },
      "Language": {
        "description": "One language.",
        "type": "object",
        "required": [
          "id",
          "value",
          "label",
          "dialects"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the entry."
          },
          "value": {
            "type": "string",
            "description": "Language code."
          },
          "label": {
            "type": "string",
            "description": "What is shown."
          },
          "dialects": {
            "description": "Its dialects.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Dialect"
            }
          }
        },
        "additionalProperties": true
      },
      "License": {
        "description": "One licence.",
        "type": "object",
        "required": [
          "id",
          "name",
          "description",
          "url"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "What uploads and data assets name."
          },
          "name": {
            "type": "string",
            "description": "Its name."
          },
          "description": {
            "type": "string",
            "description": "What it allows."
          },
          "url": {
            "type": "string",
            "description": "Its text."
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
      "CorpusQuery": {
        "description": "Page and filters of a search for corpora; none of them is needed.",
        "type": "object",
        "properties": {
          "pageSize": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "description": "20 when absent."
          },
          "pageNumber": {
            "type": "integer",
            "minimum": 0,
            "description": "Counted from 0."
          },
          "q": {
            "type": "string",
            "description": "Text in name or description."
          },
          "function": {
            "$ref": "#/components/schemas/FunctionId"
          },
          "license": {
            "type": "string",
            "description": "Id of a licence (see `listLicenses`)."
          },
          "dataType": {
            "type": "string",
            "description": "Data type of one of its columns."
          },
          "language": {
            "description": "Languages, one of which a column must have.",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "sort": {
            "description": "Order of the items.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SortField"
            }
          }
        },
        "additionalProperties": true
      },
      "CorpusPage": {
        "description": "One page of corpora.",
        "type": "object",
        "required": [
          "results",
          "pageTotal",
          "total"
        ],
        "properties": {
          "results": {
            "description": "The page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ListedCorpus"
            }
          },
          "pageTotal": {
            "type": "integer",
            "minimum": 0,
            "description": "Number of items on this page."
          },
          "total": {
            "type": "integer",
            "minimum": 0,
            "description": "Number of items on all pages."
          }
        },
        "additionalProperties": true
      },
      "ListedCorpus": {
        "description": "A corpus in a list, with the languages of its columns together.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Corpus"
          },
          {
            "type": "object",
            "required": [
              "languages"
            ],
            "properties": {
              "languages": {
                "description": "Languages of all columns.",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/DataLanguage"
                }
              }
            },
            "additionalProperties": true
          }
        ]
      },
      "LanguageFilter": {
        "description": "Languages, one of which a column must have.",
        "type": "object",
        "properties": {
          "languages": {
            "description": "Language codes.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "additionalProperties": true
      },
      "DatasetQuery": {
        "description": "Page and filters of a search for datasets; none of them is needed.",
        "type": "object",
        "properties": {
          "pageSize": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "description": "20 when absent."
          },
          "pageNumber": {
            "type": "integer",
            "minimum": 0,
            "description": "Counted from 0."
          },
          "q": {
            "type": "string",
            "description": "Text in name or description."
          },
          "function": {
            "$ref": "#/components/schemas/FunctionId"
          },
          "license": {
            "type": "string",
            "description": "Id of a licence (see `listLicenses`)."
          },
          "dataType": {
            "type": "string",
            "description": "Data type of one of its columns."
          },
          "isReferenceless": {
            "type": "boolean",
            "description": "Whether it has no outputs."
          },
          "input": {
            "$ref": "#/components/schemas/LanguageFilter"
          },
          "output": {
            "$ref": "#/components/schemas/LanguageFilter"
          },
          "sort": {
            "description": "Order of the items.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SortField"
            }
          }
        },
        "additionalProperties": true
      },
      "DatasetPage": {
        "description": "One page of datasets.",
        "type": "object",
        "required": [
          "results",
          "pageTotal",
          "total"
        ],
        "properties": {
          "results": {
            "description": "The page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Dataset"
            }
          },
          "pageTotal": {
            "type": "integer",
            "minimum": 0,
            "description": "Number of items on this page."
          },
          "total": {
            "type": "integer",
            "minimum": 0,
            "description": "Number of items on all pages."
          }
        },
        "additionalProperties": true
      },
      "LicenseRef": {
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
            "$ref": "#/components/schemas/LicenseRef"
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
            "$ref": "#/components/schemas/LicenseRef"
          },
          "segmentsCount": {
            "type": "integer",
            "description": "Number of rows."
          }
        },
        "additionalProperties": true
      },
      "ExtensionName": {
        "description": "What a server can declare: `idempotency-key` (on run and create), `if-match` (on update and delete), `prefer-wait` (on check), `problems` (in the answers of create and update), `cancel`, `runs` (list and detail), `steps`, `log`, `events`, `files` (upload and download on the server itself), `content-digest` (on uploads), `session`, `health`.",
        "x-aixplain-extension": true,
        "type": "string",
        "enum": [
          "idempotency-key",
          "if-match",
          "prefer-wait",
          "problems",
          "cancel",
          "runs",
          "steps",
          "log",
          "events",
          "files",
          "content-digest",
          "session",
          "health"
        ]
      },
      "Health": {
        "description": "A server that takes work.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "status",
          "version"
        ],
        "properties": {
          "status": {
            "const": "ok",
            "description": "Always this word; a server that takes no work answers 503."
          },
          "version": {
            "type": "string",
            "description": "Version of the platform."
          },
          "extensions": {
            "description": "The words of the `Aixplain-Extensions` header as a list.",
            "type": "array",
            "items": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/ExtensionName"
                },
                {
                  "type": "string"
                }
              ]
            }
          }
        },
        "additionalProperties": true
      },
      "SessionRequest": {
        "description": "The one-time code that the server printed.",
        "x-aixplain-extension": true,
        "type": "object",
        "required": [
          "code"
        ],
        "properties": {
          "code": {
            "type": "string",
            "minLength": 1,
            "description": "Works once."
          }
        }
      }
    }
  }
}
